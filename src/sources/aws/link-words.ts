/**
 * What keeps a link of the credential chain from giving credentials, and what to do. The SDK's own words often repeat an answer, a
 * command line or a piece of a token: a closed list recognizes them by what they begin with, and the exporter repeats nothing of them.
 */
import type { AskedLink, Link } from './chain-links.ts';
import type { Environment } from '../../model/environment.ts';
import { systemErrorInWords } from '../../model/system-error.ts';
import type { Outcome } from './local-endpoints.ts';
import { profileWords, shownProfile } from './profile-words.ts';

type Words = readonly (readonly [said: RegExp, words: string])[];

const SSO_LOGIN = 'run aws sso login --profile PROFILE, as the user that the exporter runs as';
const LOGIN = 'run aws login --profile PROFILE, as the user that the exporter runs as';
/** In the words below, what the profile is called. */
const PROFILE = 'PROFILE';

const WORDS: Readonly<Record<Link, Words>> = {
  'shared config files': [
    [/Detected a cycle/, 'the profiles name each other as source_profile in a circle'],
    [
      /requires multi-factor authentication/,
      'the profile has mfa_serial, and the exporter cannot ask anybody for a code: take a profile without it',
    ],
    [
      /Unsupported credential source/,
      'credential_source must be EcsContainer, Ec2InstanceMetadata or Environment, in these letters',
    ],
    [/Invalid response from STS/, 'STS answered AssumeRole without credentials'],
  ],
  credential_process: [
    [
      /returned invalid JSON/,
      'the program printed something that is no JSON: run it by hand, as the user that the exporter runs as',
    ],
    [/did not return Version 1/, 'the program printed JSON without "Version": 1'],
    [/returned invalid credentials/, 'the program printed JSON without AccessKeyId or SecretAccessKey'],
    [/returned expired credentials/, 'the program printed credentials that have expired already'],
    [/ENOENT/, 'there is no shell to run the program with: the image has none'],
    [/maxBuffer/, 'the program printed more than a megabyte'],
    [
      /Command failed/,
      'the program failed: run it by hand, as the user that the exporter runs as, to see what it says',
    ],
  ],
  SSO: [
    // The token has expired, and there is nothing to get a new one by.
    [/Cannot refresh/, `the session has expired: ${SSO_LOGIN}`],
    [
      /SSO session token associated|SSO session associated with this profile is invalid|Value not present for/,
      `there is no token: ${SSO_LOGIN}`,
    ],
    [/has expired|Token is expired|UnauthorizedException/, `the session has expired: ${SSO_LOGIN}`],
    [/ForbiddenException/, 'the portal does not give you this role: look at sso_account_id and sso_role_name'],
    [/ResourceNotFoundException/, 'the portal knows no such account: look at sso_account_id and sso_region'],
    [/TooManyRequestsException/, 'the portal wants fewer calls'],
    // The latter is a TypeError of the SDK.
    [
      /Sso session .* could not be found|Cannot read properties of undefined \(reading 'sso_/,
      'there is no section [sso-session NAME] with the name that sso_session has',
    ],
    [
      /missing required property|invalid SSO credentials/,
      'the profile or its sso-session lacks sso_start_url, sso_region, sso_account_id or sso_role_name',
    ],
    [/invalid temporary credential/, 'the portal answered without credentials'],
  ],
  'aws login': [
    [/Failed to load (?:a )?token|missing fields/, `there is no token: ${LOGIN}`],
    [/session has expired/, `the session has expired: ${LOGIN}`],
    [/change in your password/, `the password has changed since: ${LOGIN}`],
    [/insufficient permissions/, 'the permission for the action CreateOAuth2Token is missing'],
    [/Failed to refresh token/, `the token cannot be renewed: ${LOGIN}`],
  ],
  'web identity token': [[/Invalid response from STS/, 'STS answered without credentials']],
  'container endpoint': [
    [
      /URL not accepted/,
      'AWS_CONTAINER_CREDENTIALS_FULL_URI must begin with https, or be of a loopback address, 169.254.170.2, 169.254.170.23 or [fd00:ec2::23]',
    ],
    [/contains invalid/, 'the authorization token has a line break in it'],
    [/not of the required format/, 'its answer has no AccessKeyId, SecretAccessKey, Token or Expiration'],
  ],
  'instance metadata': [[/fallback has been blocked/, 'it gives no session token, and version 1 is turned off']],
};

export interface Told {
  readonly environment: Environment;
  readonly outcome: Outcome | undefined;
  /** The code of a system error, if the failure was one. */
  readonly code?: string | undefined;
}

/** @returns undefined where nothing is known about it. */
export function linkWords({ link, said }: AskedLink, told: Told): string | undefined {
  const listed = WORDS[link].find(([words]) => said.some((message) => words.test(message)))?.[1];
  if (listed !== undefined) return listed.replace(PROFILE, shownProfile(told.environment));
  switch (link) {
    case 'shared config files':
      return profileWords(said, told.environment);
    case 'web identity token':
      return told.code === undefined
        ? undefined
        : cannotRead('the token file', tokenVariable(told.environment), told.code);
    case 'container endpoint':
      return containerWords(told);
    case 'instance metadata':
      return metadataWords(told.outcome);
    default:
      return undefined;
  }
}

/** A profile may name the file as well, and the chain asks it first. */
function tokenVariable({ AWS_WEB_IDENTITY_TOKEN_FILE: file }: Environment): string {
  return file ? 'AWS_WEB_IDENTITY_TOKEN_FILE' : 'web_identity_token_file of the profile';
}

function cannotRead(what: string, variable: string, code: string): string {
  return `${what} that ${variable} names cannot be read: ${systemErrorInWords({ code })}`;
}

function containerWords({ outcome, code }: Told): string | undefined {
  if (outcome === undefined) {
    if (code === undefined) return undefined;
    return cannotRead('the file', 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', code);
  }
  if (outcome === 'no answer') return 'it did not answer: on EKS, look at the Pod Identity agent of the node';
  if ('code' in outcome)
    return `it cannot be reached (${outcome.code}): on EKS, look at the Pod Identity agent of the node`;
  const { status } = outcome;
  if (status === 401 || status === 403) {
    return `it refuses (HTTP ${status}): on EKS, look at the pod's association, and restart the pod after a new one`;
  }
  if (status === 404) return 'it knows no role for this pod or task (HTTP 404), or the path of its URI is wrong';
  if (status === 200) return 'its answer is not the JSON of credentials (HTTP 200): something else answers there';
  return `it failed (HTTP ${status})`;
}

function metadataWords(outcome: Outcome | undefined): string {
  if (outcome === undefined || outcome === 'no answer' || 'code' in outcome) {
    const code = typeof outcome === 'object' ? ` (${outcome.code})` : '';
    return `it does not answer${code}: this is no EC2 instance, or its hop limit or a firewall keeps the exporter out`;
  }
  const { status } = outcome;
  if (status === 404) return 'the instance has no role (HTTP 404): attach an instance profile';
  if (status === 200) return 'its answer is not the JSON of credentials (HTTP 200)';
  return `it refuses (HTTP ${status})`;
}
