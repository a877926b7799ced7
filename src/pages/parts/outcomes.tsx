import { type CheckOutcome, type OutcomeReason, shownStatus } from '../../checks/outcomes.ts';
import type { Children, Html } from '../../html/document.ts';
import type { UnixSeconds } from '../../model/time.ts';
import { checkAddress } from '../addresses.ts';
import type { Site } from '../site.ts';
import { type Column, DataTable } from './data-table.tsx';
import { Moment } from './moment.tsx';
import { Name } from './name.tsx';
import { SeverityLabel } from './severity-label.tsx';

/** What each check comes to for one user, and why. */
export function Outcomes({ of, site }: { readonly of: readonly CheckOutcome[]; readonly site: Site }): Html | null {
  if (of.length === 0) return null;
  const columns: readonly Column<CheckOutcome>[] = [
    { title: 'Result', cell: resultWords },
    { title: 'Severity', cell: ({ severity, check }) => <SeverityLabel of={severity ?? check.severity} /> },
    {
      title: 'Check',
      isHead: true,
      cell: ({ check, key }) => (
        <>
          <a href={checkAddress(check.id)}>{check.title}</a>
          {key !== undefined && ` (key ${key})`}
        </>
      ),
    },
    { title: 'Why', cell: (outcome) => whyWords(outcome, site.now) },
  ];
  const judged = of.filter(({ status }) => status !== 'not applicable');
  const others = of.filter(({ status }) => status === 'not applicable');
  const notAssessed = others.filter(isNotAssessed).length;
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">Checks</h2>
      {judged.length > 0 && <DataTable caption="What each check comes to" columns={columns} rows={judged} />}
      {others.length > 0 && (
        <details>
          <summary>{othersWords(others.length - notAssessed, notAssessed)}</summary>
          <DataTable caption="Checks that do not apply, or were not assessed" columns={columns} rows={others} />
        </details>
      )}
    </section>
  );
}

function isNotAssessed(outcome: CheckOutcome): boolean {
  return shownStatus(outcome) === 'not assessed';
}

function resultWords(outcome: CheckOutcome): Children {
  const status = shownStatus(outcome);
  return status === 'open' ? <strong>open</strong> : status;
}

/** `3 checks do not apply, 1 check was not assessed` */
function othersWords(notApplicable: number, notAssessed: number): string {
  const words = [
    ...(notApplicable === 0 ? [] : [`${notApplicable} ${notApplicable === 1 ? 'check does' : 'checks do'} not apply`]),
    ...(notAssessed === 0 ? [] : [`${notAssessed} ${notAssessed === 1 ? 'check was' : 'checks were'} not assessed`]),
  ];
  return words.join(', ');
}

const REASON_WORDS: Readonly<Record<OutcomeReason, string>> = {
  failed: 'a fact that it needs could not be read, or the report lacks a column',
  'not in report': 'the report has no row of this user',
  'not said': 'AWS did not give a value that it needs',
  'nothing to judge': 'the user has nothing that it looks at',
  'not asked': 'it needs a fact that the configuration does not turn on',
  off: 'the policy turns it off',
  unread: 'the exporter has not read a fact that it needs since its start',
  'not given': 'AWS does not give its column yet',
};

function whyWords({ check, status, age, since, exemption, why }: CheckOutcome, now: UnixSeconds): Children {
  if (why !== undefined) return REASON_WORDS[why];
  const days =
    age === undefined ? '' : `${age.days} ${age.days === 1 ? 'day' : 'days'}, and the limit is ${age.limit}. `;
  if (exemption !== undefined) {
    return (
      <>
        {days}The exemption <Name of={exemption} /> covers it.
      </>
    );
  }
  if (since !== undefined) return <Moment at={since} now={now} />;
  return days + (status === 'open' ? `Open when ${check.openWhen.replaceAll('`', '')}.` : '');
}
