import type { Html } from '../../html/document.ts';
import type { FactState } from '../../model/exporter-state.ts';
import { printable } from '../../model/printable.ts';
import type { UnixSeconds } from '../../model/time.ts';
import { Moment } from './moment.tsx';

/** Which fact fails, why, and when the exporter tries again. */
export function FactFailure({ of, now }: { readonly of: FactState; readonly now: UnixSeconds }): Html {
  const { fact, failure, nextRefresh } = of;
  return (
    <p class="failure">
      <strong>{fact}</strong> {failure !== undefined && `${failure.reason}: ${printable(failure.message)}. `}
      {nextRefresh !== undefined && (
        <>
          Next try <Moment at={nextRefresh} now={now} />
        </>
      )}
    </p>
  );
}
