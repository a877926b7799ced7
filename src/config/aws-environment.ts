/** Variables that the AWS SDK reads, or that people think it reads: it takes a wrong word without saying so, or ends in words of its own. */
import { readFileSync } from 'node:fs';
import type { Account } from '../model/account.ts';
import type { Environment } from '../model/environment.ts';
import { systemErrorInWords } from '../model/system-error.ts';
import { partitionOf, partitionOfRole, regionProblem } from './region.ts';

export interface AwsEnvironment {
  /** With one, the exporter does not start. None repeats a value but that of a region. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

const TOGGLES = ['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'];
const ENDPOINTS = ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_IAM', 'AWS_ENDPOINT_URL_STS'];

export function checkAwsEnvironment(environment: Environment, accounts: readonly Account[]): AwsEnvironment {
  const problems = [
    ...regionProblems(environment, accounts),
    ...toggleProblems(environment),
    ...endpointProblems(environment),
    ...bundleProblems(environment),
  ];
  return { problems, warnings: [...ignored(environment), ...halves(environment)] };
}

function regionProblems({ AWS_REGION: region }: Environment, accounts: readonly Account[]): string[] {
  if (!region) return [];
  const problem = regionProblem(region);
  if (problem !== undefined) return [`AWS_REGION: ${problem}`];
  return accounts.flatMap((account) => {
    if (account.source !== 'aws' || account.region !== undefined || account.roleArn === undefined) return [];
    const partition = partitionOfRole(account.roleArn);
    if (partition === partitionOf(region)) return [];
    return [
      `AWS_REGION: ${region} is of the partition ${partitionOf(region)}, and the role of "${account.name}" of ${partition}: write the region of that account into its entry`,
    ];
  });
}

function toggleProblems(environment: Environment): string[] {
  return TOGGLES.flatMap((name) => {
    const value = environment[name];
    if (!value) return [];
    if (value !== 'true' && value !== 'false') return [`${name}: must be true or false, in lower case`];
    const endpoint = ENDPOINTS.find((endpoint) => environment[endpoint]);
    if (value === 'false' || endpoint === undefined || environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true')
      return [];
    return [`${name}: does not go together with ${endpoint}: leave one of them out`];
  });
}

function endpointProblems(environment: Environment): string[] {
  return ENDPOINTS.filter((name) => environment[name] && !/^https?:\/\/[^/]/.test(environment[name])).map(
    (name) => `${name}: must be a URL such as https://iam.example`,
  );
}

function bundleProblems({ AWS_CA_BUNDLE: file }: Environment): string[] {
  if (!file) return [];
  try {
    if (readFileSync(file, 'latin1').includes('-----BEGIN CERTIFICATE-----')) return [];
    return ['AWS_CA_BUNDLE: the file has no certificate: it must be in the form PEM'];
  } catch (error) {
    return [`AWS_CA_BUNDLE: the file cannot be read: ${systemErrorInWords(error)}`];
  }
}

function ignored(environment: Environment): string[] {
  return [
    ['AWS_DEFAULT_REGION', 'AWS_REGION'],
    ['AWS_DEFAULT_PROFILE', 'AWS_PROFILE'],
  ].flatMap(([name = '', read = '']) =>
    environment[name] && !environment[read] ? [`${name} has no effect: set ${read}`] : [],
  );
}

function halves(environment: Environment): string[] {
  return [
    ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    ['AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID'],
    ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN'],
  ].flatMap(([name = '', other = '']) =>
    environment[name] && !environment[other] ? [`${name} has no effect without ${other}`] : [],
  );
}
