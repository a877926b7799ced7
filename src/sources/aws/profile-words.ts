/** What is said of a profile of the shared AWS files. */
import type { Environment } from '../../model/environment.ts';
import { SOURCE_PROFILE } from './chain-links.ts';
import { profileOf } from './credential-origin.ts';

/** As a shell takes it: what else it is called nobody repeats. */
export function shownProfile(environment: Environment): string {
  const profile = profileOf(environment);
  return /^[\w.@-]{1,64}$/.test(profile) ? profile : 'NAME';
}

/** What goes for a profile is not told apart by the SDK: it is missing, or has nothing to get credentials by. */
export function profileWords(said: readonly string[], environment: Environment): string {
  const profile = environment.AWS_PROFILE === undefined ? 'default' : 'that AWS_PROFILE names';
  if (said.some((message) => message.includes('credential_source is Environment'))) {
    return `the profile ${profile} has credential_source = Environment, and AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set`;
  }
  const lacks = 'is not there, or has no credentials (a key needs its secret)';
  const files = `looked for in ${sharedFiles(environment)}`;
  return said.some((message) => message.includes(SOURCE_PROFILE))
    ? `the source_profile of the profile ${profile} ${lacks}; ${files}`
    : `the profile ${profile} ${lacks}; ${files}; in the config file a profile begins with [profile NAME]`;
}

/** By the variables that name them: a path may hold anything. */
function sharedFiles({ AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials }: Environment): string {
  return `${config ? 'the file of AWS_CONFIG_FILE' : '~/.aws/config'} and ${credentials ? 'that of AWS_SHARED_CREDENTIALS_FILE' : '~/.aws/credentials'}`;
}
