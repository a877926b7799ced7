import type { Environment } from '../../model/environment.ts';
import { UNCHECKED_CERTIFICATES } from '../../model/unchecked-certificates.ts';

const PROFILE_BEFORE_KEYS =
  'Multiple credential sources detected: AWS_PROFILE is set and so are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; the AWS SDK for JavaScript uses AWS_PROFILE, and the AWS CLI and botocore use the keys';

/** What the AWS SDK warns of, and the same in words of our own: some of its warnings repeat the error of an endpoint. */
const WARNINGS: readonly (readonly [RegExp, string])[] = [
  [/Multiple credential sources detected/, PROFILE_BEFORE_KEYS],
  [
    /awsContainerCredentialsRelativeUri/,
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are both set; the AWS SDK uses the relative one',
  ],
  [
    /awsContainerAuthorizationToken/,
    'AWS_CONTAINER_AUTHORIZATION_TOKEN and AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE are both set; the AWS SDK uses the file',
  ],
  [/Failed to refresh token/, 'the AWS SDK could not renew the session of aws login and uses it until it expires'],
  [
    /Credential renew failed|credential expiration extension/,
    'the instance metadata service gives no new credentials; the AWS SDK goes on with the old ones',
  ],
  [
    /has exceeded the configured \d+ ms requestTimeout/,
    'an endpoint that hands out credentials takes more than a second to answer',
  ],
  [/NODE_TLS_REJECT_UNAUTHORIZED/, UNCHECKED_CERTIFICATES],
  [/socket usage at capacity/, 'all connections of the AWS SDK are in use, and calls wait for one'],
];

/** The SDK says it once in a process, and only when the chain is asked. */
export function profileBeforeKeys({
  AWS_PROFILE: profile,
  AWS_ACCESS_KEY_ID: id,
  AWS_SECRET_ACCESS_KEY: secret,
}: Environment): string[] {
  return profile && id && secret ? [PROFILE_BEFORE_KEYS] : [];
}

export function describeSdkWarning(warning: unknown): string {
  const known = WARNINGS.find(([said]) => said.test(String(warning)))?.[1];
  return known ?? 'the AWS SDK warns in words that the exporter does not know, and so does not repeat';
}
