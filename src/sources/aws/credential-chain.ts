import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { Log } from '../../model/log.ts';
import { describeChainWarning } from './chain-warnings.ts';
import { toChainFailure } from './aws-failure.ts';

type CredentialProvider = ReturnType<typeof fromNodeProviderChain>;

const PROFILE = 'shared config files';

/** What a link of the chain says at level debug when it is asked, and the link's name for a reader. */
const ASKED: readonly (readonly [RegExp, string])[] = [
  [/^@aws-sdk\/credential-provider-ini - fromIni/, PROFILE],
  [/^@aws-sdk\/credential-provider-process - /, 'credential_process'],
  [/^@aws-sdk\/credential-provider-sso - /, 'SSO'],
  [/^@aws-sdk\/credential-providers - fromLoginCredentials/, 'aws login'],
  [/^@aws-sdk\/credential-provider-web-identity - /, 'web identity token'],
  [/^@aws-sdk\/credential-provider-http - |credential_source is EcsContainer/, 'container endpoint'],
  [/remoteProvider::fromInstanceMetadata|credential_source is Ec2InstanceMetadata/, 'instance metadata'],
];

/** What a link says that was not set up at all, right after it was asked. */
const NOT_SET_UP =
  /profile: \[default\]|did not contain credential_process|could not be found in shared credentials|Web identity configuration not specified/;

/** The chain goes on by itself, and not because a link hands on to another one. */
const NEXT = 'defaultProvider::';
const BEGINS = /AWS_PROFILE is set, skipping|defaultProvider::fromEnv$/;

/**
 * The SDK's default chain. A failure of it has a reason and names the links that were set up and gave no credentials; it repeats
 * nothing of what they said, which may be a piece of a secret: the SDK parses their answers as JSON and throws what JSON.parse does.
 */
export function createCredentialChain(log: Pick<Log, 'warn'>): CredentialProvider {
  const links = followLinks();
  const ignore = (): void => undefined;
  const provide = fromNodeProviderChain({
    logger: {
      debug: (message: unknown) => links.follow(message),
      info: ignore,
      warn: (message: unknown) => log.warn({}, describeChainWarning(message)),
      error: ignore,
    },
  });
  return async (properties) => {
    try {
      return await provide(properties);
    } catch (error) {
      throw toChainFailure(error, links.asked());
    }
  };
}

/**
 * The SDK says nowhere but in its log which link an error is of. Where its words change, a failure names fewer links or none.
 * The chain runs once at a time for all accounts, so one list is enough.
 */
function followLinks(): { follow(message: unknown): void; asked(): readonly string[] } {
  let asked: string[] = [];
  let withinProfile = false;
  return {
    follow(message) {
      if (typeof message !== 'string') return;
      if (BEGINS.test(message)) asked = [];
      if (message.includes(NEXT)) withinProfile = false;
      if (NOT_SET_UP.test(message)) asked.pop();
      const link = ASKED.find(([said]) => said.test(message))?.[1];
      if (link === undefined) return;
      // A profile hands on to another link, whose name says more.
      if (withinProfile) asked.pop();
      withinProfile = link === PROFILE;
      asked.push(link);
    },
    asked: () => [...new Set(asked)],
  };
}
