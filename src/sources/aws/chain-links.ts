import type { Exchange } from './exchanges.ts';

/** The links of the AWS SDK's credential chain, by the name that a reader knows. */
export type Link =
  | 'shared config files'
  | 'credential_process'
  | 'SSO'
  | 'aws login'
  | 'web identity token'
  | 'container endpoint'
  | 'instance metadata';

/** A link that was set up and gave no credentials. */
export interface AskedLink {
  readonly link: Link;
  /** What the SDK said while it was asked. May hold anything: to be recognized, and not to be repeated. */
  readonly said: readonly string[];
  /** How the last request ended that it made through the exporter's own handler. */
  readonly exchange?: Exchange | undefined;
}

const PROFILE = 'shared config files';

/** What a link of the chain says at level debug when it is asked. */
const ASKED: readonly (readonly [RegExp, Link])[] = [
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
  /did not contain credential_process|could not be found in shared credentials|Web identity configuration not specified/;
const NO_DEFAULT_PROFILE = 'using profile: [default]';
/** The default profile is there, and names another one. */
export const SOURCE_PROFILE = 'finding credential resolver using source_profile';

/** The chain goes on by itself, and not because a link hands on to another one. */
const NEXT = 'defaultProvider::';
const BEGINS = /AWS_PROFILE is set, skipping|defaultProvider::fromEnv$/;

/**
 * Follows what the SDK logs: it says nowhere else which link an error is of. Where its words change, a failure names fewer links or
 * none. The chain runs once at a time for all accounts, so one list is enough.
 */
export function followLinks(): {
  follow(message: unknown): void;
  exchanged(exchange: Exchange): void;
  asked(): readonly AskedLink[];
} {
  let asked: { link: Link; said: string[]; exchange?: Exchange }[] = [];
  let withinProfile = false;
  return {
    follow(message) {
      if (typeof message !== 'string') return;
      if (BEGINS.test(message)) asked = [];
      if (message.includes(NEXT)) withinProfile = false;
      const current = asked.at(-1);
      const handsOn = current?.said.some((before) => before.includes(SOURCE_PROFILE)) ?? false;
      if (NOT_SET_UP.test(message) || (message.includes(NO_DEFAULT_PROFILE) && !handsOn)) asked.pop();
      else current?.said.push(message);
      const link = ASKED.find(([said]) => said.test(message))?.[1];
      if (link === undefined) return;
      // A profile hands on to another link, whose name says more.
      if (withinProfile) asked.pop();
      withinProfile = link === PROFILE;
      // A link may say twice that it is asked.
      if (asked.at(-1)?.link !== link) asked.push({ link, said: [] });
    },
    exchanged(exchange) {
      const current = asked.at(-1);
      if (current !== undefined) current.exchange = exchange;
    },
    asked: () => asked,
  };
}
