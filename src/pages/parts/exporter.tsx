import type { Html } from '../../html/document.ts';
import type { ExporterView } from '../../views/exporter.ts';
import type { Site } from '../site.ts';
import { FactFailure } from './fact-failure.tsx';
import { Moment } from './moment.tsx';
import { Properties } from './properties.tsx';

/** How the exporter itself is. */
export function Exporter({ of, site: { now } }: { readonly of: ExporterView; readonly site: Site }): Html {
  const {
    version,
    standing,
    reload,
    shard,
    failing,
    organization,
    series,
    storageErrors,
    droppedLogLines,
    clockOffset,
  } = of;
  return (
    <section aria-labelledby="exporter">
      <h2 id="exporter">The exporter</h2>
      <Properties
        of={[
          ['Version', version],
          ['Stalled', standing ?? 'nothing'],
          [
            'Configuration',
            <>
              {reload.successful
                ? 'loaded'
                : 'the last file was refused, and the one before it still runs: see the log. Loaded'}{' '}
              <Moment at={reload.lastSuccess} now={now} />
            </>,
          ],
          [
            'Shard',
            shard === undefined
              ? undefined
              : `${shard.own} of ${shard.total}, counted from 0: each reads accounts of its own`,
          ],
          ['Organization', organization],
          ['Failures', failing.length > 0 ? failing.map((fact) => <FactFailure of={fact} now={now} />) : undefined],
          ['Clock of AWS', clockOffset === undefined ? undefined : clockWords(clockOffset)],
          ['Series about accounts', String(series)],
          ['Errors of the storage', storageErrors === undefined ? undefined : String(storageErrors)],
          ['Lines of the log dropped', String(droppedLogLines)],
        ]}
      />
    </section>
  );
}

/** @param seconds that the clock of AWS is ahead; below 0 it is behind. */
function clockWords(seconds: number): string {
  if (seconds === 0) return 'as this machine';
  return `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} this machine`;
}
