import { expect, test } from '@jest/globals';
import { clientsForOrganization } from '../../../src/commands/organization-clients.ts';
import type { AwsAccount } from '../../../src/model/account.ts';
import { goodConfig } from '../config/read.ts';

type Client = ReturnType<Parameters<typeof clientsForOrganization>[0]['clientOf']>;

const MANAGEMENT = '111111111111';
const READER = `arn:aws:iam::${MANAGEMENT}:role/lists`;
const own = { of: 'the account' } as unknown as Client;

function account(accountId: string): AwsAccount {
  return { source: 'aws', name: accountId, owner: '', accountId, roleName: 'r' };
}

/** The roles by which clients ask, under one configuration after another. */
function askedBy(asked: AwsAccount, ...files: readonly string[]): (string | undefined)[] {
  let yaml = '{}';
  const configs = new Map(files.map((file) => [file, goodConfig(file)]));
  const clientOf = ({ roleArn }: AwsAccount) => ({ of: roleArn }) as unknown as Client;
  const clientNow = clientsForOrganization({ clientOf, watched: () => configs.get(yaml) ?? goodConfig(yaml) })(
    asked,
    own,
  );
  return files.map((file) => {
    yaml = file;
    return (clientNow() as unknown as { of: string }).of;
  });
}

const byRole = (arn: string) => `organization: { roleName: r, roleArn: "${arn}" }`;

test('the role that lists the organization asks in its own account, as a reload has it', () => {
  const other = `arn:aws:iam::${MANAGEMENT}:role/other`;
  const elsewhere = 'arn:aws:iam::222222222222:role/lists';

  expect(askedBy(account(MANAGEMENT), byRole(READER), byRole(other), byRole(elsewhere), '{}')).toEqual([
    READER,
    other,
    'the account',
    'the account',
  ]);
});

test('anywhere else, and where the exporter lists with its own credentials, the account is asked as ever', () => {
  expect(askedBy(account('333333333333'), byRole(READER))).toEqual(['the account']);
  expect(askedBy(account(MANAGEMENT), 'organization: { roleName: r }')).toEqual(['the account']);
});
