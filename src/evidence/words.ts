/** Sentences that the files and the page of evidence share. */
import { factsOf } from '../checks/check.ts';
import type { Control } from '../checks/controls.ts';
import type { OutcomeReason } from '../checks/outcomes.ts';

/** Why a control that checks assess is not assessed in an account. Without a full stop. */
export function notAssessedBecause({ assessedBy }: Control, reason: OutcomeReason): string {
  const facts = [...new Set(assessedBy.flatMap(({ check }) => factsOf(check)))].join(', ');
  switch (reason) {
    case 'not asked':
      return `The exporter does not read what its checks need in this account: ${facts}`;
    case 'not given':
      return 'AWS does not give the column of the report that its checks need';
    default:
      return `Its checks were not asked: ${reason}`;
  }
}
