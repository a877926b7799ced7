import type { FactState } from '../model/exporter-state.ts';
import { withoutSecrets } from '../model/without-secrets.ts';

type Failure = NonNullable<FactState['failure']>;

/** By the secrets, which are others after a reload, and by the failure. */
const cleaned = new WeakMap<readonly string[], WeakMap<Failure, Failure>>();

/**
 * A message is for the pages too, which have no last net of their own. Each is cleaned once: a thousand accounts may fail, with an external id each,
 * and every page asks.
 */
export function withoutSecretsIn(state: FactState, secrets: readonly string[]): FactState {
  const { failure } = state;
  if (failure === undefined) return state;
  const known = cleaned.get(secrets) ?? new WeakMap<Failure, Failure>();
  cleaned.set(secrets, known);
  const shown = known.get(failure) ?? { ...failure, message: withoutSecrets(failure.message, secrets) };
  known.set(failure, shown);
  return { ...state, failure: shown };
}
