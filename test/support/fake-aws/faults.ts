/**
 * What can go wrong, and the plan of when it does. A fault takes the place of one answer, or spoils it on its way.
 */
import type { Operation, WireError } from './protocol.ts';

export type Fault =
  /** The usual answer: a place in a queue where nothing goes wrong. */
  | { readonly kind: 'none' }
  | ErrorFault
  | DeniedFault
  /** A page of a proxy or a load balancer in between. */
  | { readonly kind: 'html'; readonly status: number; readonly body: string }
  /** The usual answer, late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** No answer until either side closes. */
  | { readonly kind: 'hang' }
  /** The body of the usual answer, a byte a second. */
  | { readonly kind: 'dribble' }
  /** The connection is cut before the first byte of the answer, */
  | { readonly kind: 'cut' }
  /** or halfway through the body of the usual one. */
  | { readonly kind: 'cut-in-body' }
  /** 200 with a body that is neither XML nor JSON. */
  | { readonly kind: 'not-xml' }
  /** The usual answer without one member of its result. */
  | { readonly kind: 'without'; readonly member: string }
  /** The usual answer with another value of one. */
  | { readonly kind: 'with'; readonly member: string; readonly value: unknown };

/** The caller lacks the permission: AccessDenied, whose message names the caller, the action and the resource. */
export interface DeniedFault {
  readonly kind: 'denied';
  /** The policy that denies it, in AWS's words. Absent: nothing allows it. */
  readonly explicitlyIn?: string;
}

/** AWS answers with an error: by the code of IAM and STS, where those call it otherwise than the service does. */
export interface ErrorFault {
  readonly kind: 'error';
  readonly error: WireError;
}

export function wireError(code: string, status: number, message = 'Unknown'): ErrorFault {
  return { kind: 'error', error: { code, status, message } };
}

export function delay(ms: number): Fault {
  return { kind: 'delay', ms };
}

/** The faults that IAM, STS and the network between are known for. */
export const faults = {
  none: { kind: 'none' },
  reportInProgress: wireError('ReportInProgress', 404),
  reportNotPresent: wireError('ReportNotPresent', 410),
  reportExpired: wireError('ReportExpired', 410),
  limitExceeded: wireError('LimitExceeded', 409, 'No more capacity to launch new report generation tasks'),
  throttling: wireError('Throttling', 400, 'Rate exceeded'),
  serviceFailure: wireError('ServiceFailure', 500),
  accessDenied: { kind: 'denied' },
  /** Of the caller's account, not of the role's: this also meets AssumeRole, and what a session then asks in its account. */
  deniedByServiceControlPolicy: { kind: 'denied', explicitlyIn: 'a service control policy' },
  /**
   * AWS may name the policy where caller and resource are in one organization.
   * Source: AWS Security Blog, "Enhanced access denied error messages with policy ARNs".
   */
  deniedByNamedServiceControlPolicy: {
    kind: 'denied',
    explicitlyIn:
      'a service control policy: ' +
      'arn:aws:organizations::000000000001:policy/o-exampleorg1/service_control_policy/p-examplepol',
  },
  expiredToken: wireError('ExpiredToken', 403, 'The security token included in the request is expired'),
  invalidClientTokenId: wireError(
    'InvalidClientTokenId',
    403,
    'The security token included in the request is invalid.',
  ),
  signatureDoesNotMatch: wireError('SignatureDoesNotMatch', 403, 'The request signature we calculated does not match'),
  noSuchEntity: wireError('NoSuchEntity', 404),
  /** A load balancer's page, which is well-formed XML, */
  badGateway: {
    kind: 'html',
    status: 502,
    body: '<html><body><center><h1>502 Bad Gateway</h1></center></body></html>',
  },
  /** and nginx's, which is not: the SDK tells them apart. */
  badGatewayMalformed: { kind: 'html', status: 502, body: '<html><body><h1>502</h1><hr>nginx</body></html>' },
  hang: { kind: 'hang' },
  dribble: { kind: 'dribble' },
  cut: { kind: 'cut' },
  cutInBody: { kind: 'cut-in-body' },
  notXml: { kind: 'not-xml' },
  withoutContent: { kind: 'without', member: 'Content' },
  withoutEvents: { kind: 'without', member: 'Events' },
  withoutGeneratedTime: { kind: 'without', member: 'GeneratedTime' },
} as const satisfies Record<string, Fault>;

/** An account id, or all of them. */
export type AccountScope = string;
/** An operation, or all of them. */
export type OperationScope = Operation | '*';

/** Which fault meets which request. Queues come before standing faults, and the more specific scope before `*`. */
export class FaultPlan {
  readonly #queues = new Map<string, Fault[]>();
  readonly #standing = new Map<string, Fault>();

  /** One fault for each of the next requests, behind those that are queued already. */
  script(account: AccountScope, operation: OperationScope, queue: readonly Fault[]): void {
    const key = scopeKey(account, operation);
    this.#queues.set(key, [...(this.#queues.get(key) ?? []), ...queue]);
  }

  always(account: AccountScope, operation: OperationScope, fault: Fault): void {
    this.#standing.set(scopeKey(account, operation), fault);
  }

  clear(): void {
    this.#queues.clear();
    this.#standing.clear();
  }

  next(accountId: string, operation: Operation): Fault | undefined {
    const scopes = [
      scopeKey(accountId, operation),
      scopeKey(accountId, '*'),
      scopeKey('*', operation),
      scopeKey('*', '*'),
    ];
    for (const scope of scopes) {
      const queued = this.#queues.get(scope)?.shift();
      if (queued !== undefined) return queued;
    }
    const scope = scopes.find((candidate) => this.#standing.has(candidate));
    return scope === undefined ? undefined : this.#standing.get(scope);
  }
}

function scopeKey(account: AccountScope, operation: OperationScope): string {
  return `${account} ${operation}`;
}
