/** Variables that the AWS SDK reads, or that people think it reads: it takes a wrong word without saying so, or ends in words of its own. */
import type { Account } from '../model/account.ts';
import type { Environment } from '../model/environment.ts';
import { UNCHECKED_CERTIFICATES } from '../model/unchecked-certificates.ts';
import { ENDPOINTS, proxyProblems, urlProblems } from './aws-urls.ts';
import { partitionOf, partitionOfRole, regionProblem } from './region.ts';

export interface AwsEnvironment {
  /** With one, the exporter does not start. None repeats a value but that of a region. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

const TOGGLES = ['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'];

/** The SDK ends with a fault of its own at any other word. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  AWS_RETRY_MODE: ['standard', 'adaptive', 'legacy'],
  AWS_DEFAULTS_MODE: ['standard', 'in-region', 'cross-region', 'mobile', 'auto', 'legacy'],
};

/** Reads no file, so that a reload may ask: a disk that hangs would hold up all that the exporter does. */
export function checkAwsEnvironment(environment: Environment, accounts: readonly Account[]): AwsEnvironment {
  const problems = [
    ...regionProblems(environment, accounts),
    ...toggleProblems(environment),
    ...urlProblems(environment),
    ...proxyProblems(environment),
    ...wordProblems(environment),
  ];
  const warnings = [
    ...ignored(environment),
    ...halves(environment),
    ...badSigns(environment),
    ...trustsAnybody(environment),
  ];
  return { problems, warnings };
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

function wordProblems(environment: Environment): string[] {
  const problems = Object.entries(WORDS)
    .filter(([name, words]) => environment[name] && !words.includes(environment[name]))
    .map(([name, words]) => `${name}: must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
  const { AWS_MAX_ATTEMPTS: attempts } = environment;
  if (!attempts || /^[1-9]\d?$/.test(attempts)) return problems;
  return [...problems, 'AWS_MAX_ATTEMPTS: must be a whole number from 1 to 99, such as 3'];
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

/** As `docker --env-file` keeps them, and as a copied line has them. */
function badSigns(environment: Environment): string[] {
  return ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE']
    .filter((name) => /^["'\s]|["'\s]$|[\r\n]/.test(environment[name] ?? ''))
    .map((name) => `${name} has a quotation mark, a blank or a line break at an end, which AWS takes for a part of it`);
}

function trustsAnybody({ NODE_TLS_REJECT_UNAUTHORIZED: word }: Environment): string[] {
  return word === '0' ? [UNCHECKED_CERTIFICATES] : [];
}
