import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { checkAwsEnvironment } from '../../../src/config/aws-environment.ts';
import type { Account } from '../../../src/model/account.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const CHINA: Account = { source: 'aws', name: 'china', owner: '', roleArn: 'arn:aws-cn:iam::111122223333:role/x' };

test.each([
  [{ AWS_REGION: 'cn-north-1 ' }, 'AWS_REGION: write cn-north-1, '],
  [{ AWS_REGION: 'CN-NORTH-1' }, 'AWS_REGION: write cn-north-1, '],
  [
    { AWS_REGION: 'Ireland' },
    'AWS_REGION: must be the code of a region in lower case, such as "eu-central-1": did you mean eu-west-1?',
  ],
  [{ AWS_REGION: 'eu-west-1' }, 'the role of "china" of aws-cn'],
  [{ AWS_USE_FIPS_ENDPOINT: 'True' }, 'AWS_USE_FIPS_ENDPOINT: must be true or false, in lower case'],
  [{ AWS_USE_DUALSTACK_ENDPOINT: '1' }, 'AWS_USE_DUALSTACK_ENDPOINT: must be true or false, in lower case'],
  [{ AWS_USE_FIPS_ENDPOINT: 'true', AWS_ENDPOINT_URL: 'http://x' }, 'does not go together with AWS_ENDPOINT_URL'],
  [{ AWS_ENDPOINT_URL_STS: 'localhost:4566' }, 'AWS_ENDPOINT_URL_STS: must be a URL'],
  [{ AWS_CA_BUNDLE: '/nowhere/ca.pem' }, 'AWS_CA_BUNDLE: the file cannot be read: there is no such file'],
])('%j is refused, with the word that works', (environment, problem) => {
  expect(checkAwsEnvironment(environment, [CHINA]).problems).toEqual([expect.stringContaining(problem)]);
});

test('a bundle that is no PEM is refused', async () => {
  const file = path.join(await temporaryFolder(), 'ca.der');
  await writeFile(file, 'x');

  expect(checkAwsEnvironment({ AWS_CA_BUNDLE: file }, []).problems).toEqual([
    expect.stringContaining('no certificate'),
  ]);
});

test.each([
  [{ AWS_DEFAULT_REGION: 'eu-west-1' }, 'AWS_DEFAULT_REGION has no effect: set AWS_REGION'],
  [{ AWS_DEFAULT_PROFILE: 'audit' }, 'AWS_DEFAULT_PROFILE has no effect: set AWS_PROFILE'],
  [{ AWS_ACCESS_KEY_ID: 'A' }, 'AWS_ACCESS_KEY_ID has no effect without AWS_SECRET_ACCESS_KEY'],
  [{ AWS_WEB_IDENTITY_TOKEN_FILE: '/x' }, 'AWS_WEB_IDENTITY_TOKEN_FILE has no effect without AWS_ROLE_ARN'],
])('%j is warned of', (environment, warning) => {
  expect(checkAwsEnvironment(environment, [])).toEqual({ problems: [], warnings: [warning] });
});

test.each([
  'us-east-1',
  'cn-north-1',
  'us-gov-west-1',
  'us-isob-east-1',
  'eusc-de-east-1',
  'ap-southeast-7',
  'mx-central-1',
])('the region %s is taken', (region) => {
  expect(checkAwsEnvironment({ AWS_REGION: region }, []).problems).toEqual([]);
});
