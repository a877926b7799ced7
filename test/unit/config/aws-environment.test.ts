import { expect, test } from '@jest/globals';
import { checkAwsEnvironment } from '../../../src/config/aws-environment.ts';
import type { Account } from '../../../src/model/account.ts';
import { UNCHECKED_CERTIFICATES } from '../../../src/model/unchecked-certificates.ts';

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
  [{ AWS_ENDPOINT_URL: 'http://local host' }, 'AWS_ENDPOINT_URL: must be a URL'],
  [
    { AWS_CONTAINER_CREDENTIALS_FULL_URI: '127.0.0.1:18082/creds' },
    'AWS_CONTAINER_CREDENTIALS_FULL_URI: must be a URL such as http://169.254.170.23/v1/credentials',
  ],
  [{ AWS_RETRY_MODE: 'fast' }, 'AWS_RETRY_MODE: must be standard, adaptive or legacy'],
  [
    { AWS_DEFAULTS_MODE: 'foo' },
    'AWS_DEFAULTS_MODE: must be standard, in-region, cross-region, mobile, auto or legacy',
  ],
  [{ AWS_MAX_ATTEMPTS: 'abc' }, 'AWS_MAX_ATTEMPTS: must be a whole number from 1 to 99, such as 3'],
  [{ AWS_MAX_ATTEMPTS: '0' }, 'AWS_MAX_ATTEMPTS: must be a whole number'],
])('%j is refused, with the word that works', (environment, problem) => {
  expect(checkAwsEnvironment(environment, [CHINA]).problems).toEqual([expect.stringContaining(problem)]);
});

test.each([
  'htp://127.0.0.1:13128',
  'socks5://127.0.0.1:1080',
  'http//127.0.0.1:13128',
  'proxy:31x8',
  'proxy:99999',
  'http://',
  '"http://proxy:3128"',
  'http://user:pass#word@proxy:3128',
  'http://user:pass%zz@proxy:3128',
  ' ',
])('the proxy %j is refused, without its value', (url) => {
  for (const name of ['HTTPS_PROXY', 'http_proxy', 'ALL_PROXY']) {
    const { problems } = checkAwsEnvironment({ [name]: url }, []);

    expect(problems).toEqual([
      expect.stringMatching(`^${name}: must be the URL of an HTTP proxy, such as http://proxy.example:3128`),
    ]);
    expect(problems.join()).not.toMatch(/pass#|word@|13128/);
  }
});

test.each([
  { HTTPS_PROXY: 'http://proxy.example:3128' },
  { HTTPS_PROXY: 'https://user:p%23w@proxy.example:3128/' },
  { HTTPS_PROXY: 'proxy:3128', https_proxy: '' },
  { HTTP_PROXY: 'http://[fd00::1]:3128' },
  // Nobody asks the one for the rest.
  { HTTPS_PROXY: 'http://proxy', HTTP_PROXY: 'http://proxy', ALL_PROXY: 'socks5://proxy' },
  { https_proxy: 'http://proxy', HTTPS_PROXY: 'nonsense' },
  { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://[fd00:ec2::23]/v1/credentials' },
  { AWS_RETRY_MODE: 'adaptive', AWS_MAX_ATTEMPTS: '10', AWS_DEFAULTS_MODE: 'in-region' },
  {
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_ENDPOINT_URL: 'http://x',
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
  },
  { AWS_DEFAULT_REGION: 'eu-west-1', AWS_REGION: 'eu-west-1', AWS_DEFAULT_PROFILE: 'audit', AWS_PROFILE: 'audit' },
])('%j is taken', (environment) => {
  expect(checkAwsEnvironment(environment, [])).toEqual({ problems: [], warnings: [] });
});

test.each(['"AKIA"', 'AKIA\n', ' AKIA'])('a key %j is warned of, without its value', (key) => {
  const { warnings } = checkAwsEnvironment({ AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: key }, []);

  expect(warnings).toEqual([expect.stringContaining('AWS_SECRET_ACCESS_KEY has a quotation mark, a blank or')]);
  expect(warnings.join()).not.toContain('AKIA');
});

test.each([
  [{ AWS_DEFAULT_REGION: 'eu-west-1' }, 'AWS_DEFAULT_REGION has no effect: set AWS_REGION'],
  [{ AWS_DEFAULT_PROFILE: 'audit' }, 'AWS_DEFAULT_PROFILE has no effect: set AWS_PROFILE'],
  [{ AWS_ACCESS_KEY_ID: 'A' }, 'AWS_ACCESS_KEY_ID has no effect without AWS_SECRET_ACCESS_KEY'],
  [{ AWS_WEB_IDENTITY_TOKEN_FILE: '/x' }, 'AWS_WEB_IDENTITY_TOKEN_FILE has no effect without AWS_ROLE_ARN'],
  [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, UNCHECKED_CERTIFICATES],
])('%j is warned of', (environment, warning) => {
  expect(checkAwsEnvironment(environment, [])).toEqual({ problems: [], warnings: [warning] });
});

test.each([
  'us-east-1',
  'cn-north-1',
  'us-gov-west-1',
  'us-iso-east-1',
  'us-isob-east-1',
  'eusc-de-east-1',
  'ap-southeast-7',
  'mx-central-1',
])('the region %s is taken', (region) => {
  expect(checkAwsEnvironment({ AWS_REGION: region }, []).problems).toEqual([]);
});
