import { type FailureReason, RefreshFailure } from '../../model/refresh-failure.ts';
import type { AwsError } from './aws-codes.ts';
import { ofCredentials, reasonOf } from './aws-failure.ts';
import type { Exchange } from './exchanges.ts';
import { describe, describeClocksOf, describeForeign } from './failure-words.ts';
import type { AskedLink, Link } from './chain-links.ts';
import { linkWords } from './link-words.ts';
import type { Environment } from '../../model/environment.ts';
import type { Outcome } from './local-endpoints.ts';

/** What is known of a chain that gave no credentials. */
export interface ChainState {
  /** In the order in which they were asked. */
  readonly asked: readonly AskedLink[];
  readonly outcome: (link: Link) => Outcome | undefined;
  readonly environment: Environment;
  /** Unix milliseconds. */
  readonly now: number;
}

/**
 * What a failure of the credential chain means: which link failed, how, and what to do. Whatever nobody knows is a failure of the
 * credentials too: the chain reads files and answers of others, and throws what the parsers of those throw.
 */
export function toChainFailure(error: unknown, state: ChainState): RefreshFailure {
  if (error instanceof RefreshFailure) return error;
  const known = typeof error === 'object' && error !== null ? (error as AwsError) : { name: '', message: '' };
  const reason = ofAnotherService(known);
  if (reason === undefined) return new RefreshFailure('credentials', noCredentials(state, known), { cause: error });
  const by = state.asked.at(-1)?.link;
  const words = describe(known, reason);
  return new RefreshFailure(ofCredentials(reason), by === undefined ? words : `${by}: ${words}`, {
    cause: error,
    aside: describeClocksOf(known, state.now),
  });
}

/** @param deadline milliseconds. */
export function chainTooLate(asked: readonly AskedLink[], deadline: number): RefreshFailure {
  const link = asked.at(-1)?.link ?? 'the credential chain of the AWS SDK';
  return new RefreshFailure('credentials', `no credentials from ${link}: no answer within ${deadline / 1000} s`);
}

/** STS and the network between have reasons of their own. */
function ofAnotherService(error: AwsError): FailureReason | undefined {
  if (error.name.endsWith('ProviderError')) return undefined;
  const reason = reasonOf(error);
  return reason === 'credentials' && error.$metadata === undefined ? undefined : reason;
}

function noCredentials({ asked, outcome, environment }: ChainState, error: AwsError): string {
  const parts = asked.map((link, index) => {
    const last = index === asked.length - 1;
    const said = last && typeof error.message === 'string' ? [...link.said, error.message] : link.said;
    const code = last && typeof error.code === 'string' && FILE_CODE.test(error.code) ? error.code : undefined;
    const told = { environment, outcome: outcome(link.link), code };
    const words = foreignWords(link.exchange) ?? linkWords({ ...link, said }, told) ?? statusWords(link.exchange);
    return `${link.link}: ${words ?? 'it failed in a way that this program does not know'}`;
  });
  const half = halfAKey(environment);
  if (half !== undefined) parts.unshift(half);
  if (parts.length === 0) return NOTHING;
  // Asked wherever nothing else is set up.
  const isLastResort = parts.length === 1 && asked[0]?.link === 'instance metadata';
  return isLastResort ? `${NOTHING}; ${parts.join()}` : `no credentials from ${parts.join('; nor from ')}`;
}

/** The network or something else than AWS kept the link from an answer: whatever the link says of it, it says less. */
function foreignWords(exchange: Exchange | undefined): string | undefined {
  if (exchange === undefined) return undefined;
  if ('status' in exchange) return exchange.isForeign ? describeForeign(exchange.status) : undefined;
  const { error } = exchange;
  const reason = error instanceof Error ? reasonOf(error) : undefined;
  return reason === undefined ? undefined : describe(error as AwsError, reason);
}

function statusWords(exchange: Exchange | undefined): string | undefined {
  return exchange !== undefined && 'status' in exchange ? `it failed (HTTP ${exchange.status})` : undefined;
}

const FILE_CODE = /^E[A-Z]{2,15}$/;

const NOTHING =
  'no credentials are set up: the AWS SDK looks for AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, for a profile, and for the role of the pod, task or instance';

/** The SDK goes on to the next link without a word. */
function halfAKey({ AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret }: Environment): string | undefined {
  if (Boolean(id) === Boolean(secret)) return undefined;
  return `the environment: ${id ? 'AWS_SECRET_ACCESS_KEY is' : 'AWS_ACCESS_KEY_ID is'} missing`;
}
