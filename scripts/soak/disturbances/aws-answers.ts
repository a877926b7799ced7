/** AWS answers each call of an account wrongly, late or never. */
import { type Fault, faults } from '../../../test/support/fake-aws/faults.ts';
import type { Disturbance } from './disturbance.ts';

const ANSWERS: readonly (readonly [name: string, accounts: number, fault: Fault])[] = [
  ['throttling', 4, faults.throttling],
  ['access denied', 2, faults.accessDenied],
  ['error 500', 2, faults.serviceFailure],
  ['no answer', 2, faults.hang],
  ['connection cut', 2, faults.cut],
  ['answer cut', 2, faults.cutInBody],
  ['page of a proxy', 2, faults.badGatewayMalformed],
  ['expired token', 1, faults.expiredToken],
  ['too many reports', 1, faults.limitExceeded],
];

export const awsAnswers: readonly Disturbance[] = ANSWERS.map(([name, accounts, fault]) => ({
  name: `AWS: ${name}`,
  subject: 'aws',
  accounts,
  seconds: 30,
  begin: ({ aws }, { accountId }) => aws.always(accountId, '*', fault),
  end: ({ aws }, { accountId }) => aws.always(accountId, '*', faults.none),
}));
