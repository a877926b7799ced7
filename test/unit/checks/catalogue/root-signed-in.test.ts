import { expect, test } from '@jest/globals';
import { rootSignedIn } from '../../../../src/checks/catalogue/root-signed-in.ts';
import { sighting } from '../../../support/activity-values.ts';
import { root } from '../../../support/model-values.ts';
import { holdsForEvents, judgeEvents } from '../event-cases.ts';

const subject = root();

holdsForEvents({ check: rootSignedIn, kind: 'root_sign_in', subject });

test.each(['root_sign_in_failed', 'root_session_assumed', 'root_api'] as const)('%s is no sign-in', (kind) => {
  const events = [sighting(kind, { user: subject.name })];

  expect(judgeEvents({ check: rootSignedIn, subject }, events)).toEqual([{ status: 'pass' }]);
});
