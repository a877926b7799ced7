/** What an exporter holds that has judged these accounts by a policy. */
import type { AccountFacts } from '../../src/model/facts/account-facts.ts';
import type { ExporterState } from '../../src/model/exporter-state.ts';
import type { Held } from '../../src/views/held.ts';
import { at, exporterState, factState } from './model-values.ts';
import { defaultPolicy } from './policy.ts';
import { renderedExposition, type RenderedExpositionValues } from './rendered-exposition.ts';

export const NOW = at('2026-11-22T12:00:00Z');

export interface HeldValues extends RenderedExpositionValues {
  readonly facts?: readonly AccountFacts[];
  /** Without it the report of each account is up. */
  readonly exporter?: Partial<ExporterState>;
}

export async function held({ exporter, ...values }: HeldValues = {}): Promise<Held> {
  const facts = (values.facts ?? []).map(({ account }) => factState({ accountName: account.name, up: true }));
  const state = (): ExporterState => exporterState({ facts, ...exporter });
  const exposition = await renderedExposition({ now: NOW, policy: defaultPolicy(), state, ...values });
  return { ...exposition.shown(), state: exposition.state(), now: NOW };
}

/** What an exporter holds that has just started, and has no accounts. */
export function nothingHeld(): Held {
  const assessment = { accounts: [], faults: [] };
  const world = { assessment, policy: defaultPolicy(), perUser: true, ownerTag: 'owner', accounts: 0 };
  return { world, excluded: () => false, moment: undefined, state: exporterState(), now: NOW };
}
