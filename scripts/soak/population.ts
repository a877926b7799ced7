/** The accounts of the soak, and the AWS on loopback that most of them are in. */
import type { FakeAccountOptions } from '../../test/support/fake-aws/account.ts';
import type { Random } from '../synthetic-report/random.ts';
import { createAccount, type SoakedAccount, userName } from './soaked-account.ts';
import { findingName } from './users.ts';

const ACCOUNTS = 60;
/** The last ones. */
const FILES = 6;
/** Users of most accounts, and of every 20th. */
const USERS = { least: 100, most: 400, many: 2_000 };

const FIRST_USER = userName(0);
const OF_FACTS = [
  findingName('', '', 'password-policy-weak'),
  findingName(FIRST_USER, '', 'user-quarantined'),
  findingName(FIRST_USER, '', 'service-credential-not-rotated'),
];

export function createPopulation(random: Random): SoakedAccount[] {
  return Array.from({ length: ACCOUNTS }, (_, index) => {
    const few = USERS.least + Math.floor(random() * (USERS.most - USERS.least));
    const source = index < ACCOUNTS - FILES ? 'aws' : 'file';
    return createAccount({
      accountId: String(100_000_000_000 + index),
      name: `account-${index}`,
      source,
      users: index % 20 === 0 ? USERS.many : few,
      otherFindings: source === 'aws' ? OF_FACTS : [],
      random,
    });
  });
}

/** What AWS knows of the account from the start. */
export function inAws(account: SoakedAccount): FakeAccountOptions {
  const { accountId } = account;
  return {
    accountId,
    csv: () => account.make().csv,
    passwordPolicy: { MinimumPasswordLength: 8 },
    users: [
      {
        UserName: FIRST_USER,
        Tags: [{ Key: 'owner', Value: 'payments' }],
        AttachedManagedPolicies: [
          { PolicyName: 'AWSCompromisedKeyQuarantineV3', PolicyArn: 'arn:aws:iam::aws:policy/Quarantine' },
        ],
      },
    ],
    virtualMfaDevices: [{ SerialNumber: `arn:aws:iam::${accountId}:mfa/root`, User: 'root' }],
    serviceSpecificCredentials: [
      {
        UserName: FIRST_USER,
        ServiceName: 'codecommit.amazonaws.com',
        CreateDate: new Date(Date.now() - 120 * 86_400_000),
      },
    ],
  };
}
