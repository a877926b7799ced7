/** Which link of the chain gave credentials. */
import type { CredentialOrigin } from '../../model/caller-identity.ts';
import type { Environment } from '../../model/environment.ts';
import type { AskedLink, Link } from './chain-links.ts';

/** What the SDK notes on credentials, for the user agent of its requests. Source: AWS SDK, AwsSdkCredentialsFeatures. */
type Noted = Readonly<Record<string, string>>;

const ENVIRONMENT = 'environment variables';

/** The first one that is noted. Instance metadata notes nothing. */
const SOURCES: readonly (readonly [feature: string, source: Link | typeof ENVIRONMENT])[] = [
  ['CREDENTIALS_PROCESS', 'credential_process'],
  ['CREDENTIALS_SSO', 'SSO'],
  ['CREDENTIALS_SSO_LEGACY', 'SSO'],
  ['CREDENTIALS_LOGIN', 'aws login'],
  ['CREDENTIALS_STS_ASSUME_ROLE_WEB_ID', 'web identity token'],
  ['CREDENTIALS_HTTP', 'container endpoint'],
  ['CREDENTIALS_ENV_VARS', ENVIRONMENT],
  ['CREDENTIALS_PROFILE', 'shared config files'],
];

/** They stand in a profile and nowhere else. */
const OF_PROFILES = new Set<string>(['shared config files', 'credential_process', 'SSO', 'aws login']);

/**
 * @param asked the links that the chain asked for them. A role of a profile has credentials of its own, on which nothing is noted of
 *   those that it was assumed with.
 */
export function originOf(credentials: object, asked: readonly AskedLink[], environment: Environment): CredentialOrigin {
  const { $source: noted = {} } = credentials as { readonly $source?: Noted };
  const source = SOURCES.find(([feature]) => feature in noted)?.[1] ?? asked.at(-1)?.link ?? 'an unknown source';
  const throughProfile = Object.keys(noted).some((feature) => feature.startsWith('CREDENTIALS_PROFILE'));
  return throughProfile || OF_PROFILES.has(source) ? { source, profile: profileOf(environment) } : { source };
}

/** The profile that the SDK takes. */
export function profileOf({ AWS_PROFILE }: Environment): string {
  return AWS_PROFILE === undefined || AWS_PROFILE === '' ? 'default' : AWS_PROFILE;
}
