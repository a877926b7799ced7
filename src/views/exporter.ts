/** The exporter's own state, for those who ask whether it is well. */
import type { ExporterState, FactState } from '../model/exporter-state.ts';
import type { Held } from './held.ts';

export interface ExporterView {
  readonly version: string;
  /** What has stood still for so long that only a restart helps; undefined: all goes on. */
  readonly standing: string | undefined;
  readonly reload: ExporterState['configReload'];
  /** undefined: there is one only. */
  readonly shard: { readonly own: number; readonly total: number } | undefined;
  /** Facts that are of no account, such as the list of the organization, and whose last refresh failed. */
  readonly failing: readonly FactState[];
  /** One sentence; undefined: the configuration has no organization. */
  readonly organization: string | undefined;
  /** Seconds. */
  readonly clockOffset: number | undefined;
  readonly series: number;
  /** undefined: nothing is stored. */
  readonly storageErrors: number | undefined;
  readonly droppedLogLines: number;
}

export function exporterView({ state }: Pick<Held, 'state'>, standing: string | undefined): ExporterView {
  const { version, shard: own, totalShards: total } = state;
  return {
    version,
    standing,
    reload: state.configReload,
    shard: total > 1 ? { own, total } : undefined,
    failing: state.facts.filter(({ accountName, up }) => accountName === '' && up === false),
    organization: organizationWords(state),
    clockOffset: state.awsClockOffset,
    series: state.series,
    storageErrors: state.storageErrors,
    droppedLogLines: state.droppedLogLines,
  };
}

function organizationWords({ organization }: ExporterState): string | undefined {
  if (organization === undefined) return undefined;
  const { isListed, members, pending, waiting, outside } = organization;
  if (!isListed) return 'its list of accounts has not come yet';
  return `${members} accounts are read, ${pending} wait for their role, ${waiting} wait for their tags, ${outside.length} are left out`;
}
