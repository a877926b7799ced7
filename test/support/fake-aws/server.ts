/**
 * IAM and STS on loopback, as far as the credential report and the live facts beside it need them, and the services that know what
 * was done in an account or which accounts an organization has: any number of accounts, roles to assume, and every fault on demand.
 * The real SDK speaks to it through `endpoint` or AWS_ENDPOINT_URL. It must not know the exporter.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { accessDenied } from './access-denied.ts';
import { FakeAccount, type CsvSource, type FakeAccountOptions } from './account.ts';
import { deliver, sendAnswer } from './delivery.ts';
import { FaultPlan, faults, type AccountScope, type Fault, type OperationScope } from './faults.ts';
import type { LiveData } from './live-data.ts';
import { answer } from './operations.ts';
import { answerJson } from './json-operations.ts';
import type { JsonInput } from './json-protocol.ts';
import type { FakeOrganization } from './organization.ts';
import { isWireError, type Operation } from './protocol.ts';
import { QUERY_FORM } from './query-protocol.ts';
import { readRequest } from './request.ts';
import { randomThrottling } from './random-throttling.ts';
import { roleAccountId, sessionAccountId } from './role-session.ts';

export interface FakeAwsOptions {
  readonly accounts: readonly FakeAccountOptions[];
  /** The account of every access key that AssumeRole did not hand out. Default: the first of `accounts`. */
  readonly defaultAccountId?: string;
  /** The only one there is. Its accounts answer AssumeRole and the rest if they are also among `accounts`. */
  readonly organization?: FakeOrganization;
  /** The clock of the reports, in milliseconds. Default: Date.now. */
  readonly now?: () => number;
  /** Every request waits so long. */
  readonly latencyMs?: number;
  /** From 0 to 1: this share of the requests that no planned fault meets is throttled. */
  readonly throttledShare?: number;
  readonly seed?: number;
  /** Called when a request has arrived, before it is answered: a test that needs this moment need not wait for it. */
  readonly onRequest?: (request: FakeRequest) => void;
}

export interface FakeRequest {
  readonly operation: Operation;
  /** The account that the request concerns: that of its credentials, or of the role to assume. */
  readonly accountId: string;
  /** Milliseconds, by the clock of the options. */
  readonly at: number;
  readonly accessKeyId: string;
  readonly signingRegion: string;
  /** Of the Query protocol; none where JSON is spoken. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Of the protocols that speak JSON. */
  readonly input?: JsonInput;
}

export interface FakeAws extends AsyncDisposable {
  readonly url: string;
  /** In the order of arrival, refused ones too; not those without a signature or with an unknown operation. */
  readonly requests: readonly FakeRequest[];
  /** How many requests, of all accounts or of one. */
  count(operation: Operation, accountId?: string): number;
  /** How many of them met the share of the options: whoever asked asks again. */
  throttled(operation: Operation): number;
  /** The highest number of requests that were waiting for their answer at the same time. */
  mostInFlight(): number;
  /** One fault for each of the next requests. Queues come before standing faults, an account before `*`. */
  script(account: AccountScope, operation: OperationScope, queue: readonly Fault[]): void;
  /** A fault for every request to which no queue applies. */
  always(account: AccountScope, operation: OperationScope, fault: Fault): void;
  /** Forgets all planned faults. */
  clear(): void;
  /** Replaces the report that is handed out and the csv of later ones. `generatedTime` in milliseconds, default now. */
  setReport(accountId: string, csv: CsvSource, generatedTime?: number): void;
  removeReport(accountId: string): void;
  /** An account that comes later, or its role: until then STS knows no role of it. */
  addAccount(account: FakeAccountOptions): void;
  /** Replaces what is given of the account's live data, from the next answer on. */
  setLive(accountId: string, changed: LiveData): void;
  /** Also ends open connections, and with them the answers that are still due. */
  close(): Promise<void>;
}

export async function startFakeAws(options: FakeAwsOptions): Promise<FakeAws> {
  const now = options.now ?? Date.now;
  const { organization } = options;
  const accounts = new Map(options.accounts.map((account) => [account.accountId, new FakeAccount(account)]));
  const defaultAccountId = options.defaultAccountId ?? options.accounts[0]?.accountId ?? '000000000000';
  const throttled = randomThrottling(options.throttledShare ?? 0, options.seed ?? 1);
  const plan = new FaultPlan();
  const requests: FakeRequest[] = [];
  const throttles = new Map<Operation, number>();
  let closed: Promise<unknown> | undefined;
  let inFlight = 0;
  let mostInFlight = 0;

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { form, read } = await readRequest(message);
    if (isWireError(read)) {
      sendAnswer(response, form, read);
      return;
    }
    const { operation, accessKeyId, signingRegion } = read;
    const callerAccountId = sessionAccountId(accessKeyId) ?? defaultAccountId;
    const accountId = operation === 'AssumeRole' ? (roleAccountId(read) ?? defaultAccountId) : callerAccountId;
    const asked = 'input' in read ? { parameters: {}, input: read.input } : { parameters: read.parameters };
    const request = { operation, accountId, at: now(), accessKeyId, signingRegion, ...asked };
    requests.push(request);
    options.onRequest?.(request);

    // Chosen on arrival, so that the order of arrival alone decides which request meets which fault.
    const fault = plan.next(accountId, operation) ?? throttledAtRandom(operation) ?? faults.none;
    const wait = (options.latencyMs ?? 0) + (fault.kind === 'delay' ? fault.ms : 0);
    // An answer that is still due holds up nobody's exit.
    if (wait > 0) await sleep(wait, undefined, { ref: false });
    deliver(response, form, fault, {
      usual: () => {
        const account = organization?.isShut(accountId) === true ? undefined : accounts.get(accountId);
        const call = { account, callerAccountId, accounts: [...accounts.values()], organization, now: now() };
        return 'input' in read ? answerJson({ request: read, ...call }) : answer({ request: read, ...call });
      },
      denied: (denied) => accessDenied(read, callerAccountId, denied),
    });
  }

  function throttledAtRandom(operation: Operation): Fault | undefined {
    const fault = throttled();
    if (fault !== undefined) throttles.set(operation, (throttles.get(operation) ?? 0) + 1);
    return fault;
  }

  const server = createServer((message, response) => {
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    response.once('close', () => (inFlight -= 1));
    handle(message, response).catch((cause: unknown) => {
      // A csv function that throws, say; or the client has gone, and then nobody reads this.
      sendAnswer(response, QUERY_FORM, { code: 'InternalFailure', status: 500, message: String(cause) });
    });
  });
  // An idle connection stays: one that closes just as the client uses it again would fail a test now and then.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  function existing(accountId: string): FakeAccount {
    const account = accounts.get(accountId);
    if (account === undefined) throw new Error(`The fake AWS has no account ${accountId}`);
    return account;
  }

  /** Guards a test against a mistyped account, whose faults would never come. */
  function scope(account: AccountScope): AccountScope {
    if (account === '*' || organization?.member(account) !== undefined) return account;
    return existing(account).options.accountId;
  }

  async function close(): Promise<void> {
    if (closed === undefined) {
      closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
    }
    await closed;
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    count: (operation, accountId) =>
      requests.filter((r) => r.operation === operation && (accountId === undefined || r.accountId === accountId))
        .length,
    throttled: (operation) => throttles.get(operation) ?? 0,
    mostInFlight: () => mostInFlight,
    script: (account, operation, queue) => plan.script(scope(account), operation, queue),
    always: (account, operation, fault) => plan.always(scope(account), operation, fault),
    clear: () => plan.clear(),
    setReport: (accountId, csv, generatedTime = now()) => existing(accountId).setReport(csv, generatedTime),
    removeReport: (accountId) => existing(accountId).removeReport(),
    addAccount: (account) => accounts.set(account.accountId, new FakeAccount(account)),
    setLive: (accountId, changed) => existing(accountId).setLive(changed),
    close,
    [Symbol.asyncDispose]: close,
  };
}
