/**
 * AWS JSON 1.1, as CloudTrail, CloudWatch Logs, Athena and Organizations speak it, and the REST of the Account service: JSON in, JSON out. Knows no
 * account and no state.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { TOO_MANY_REQUESTS } from './organizations-errors.ts';
import { JSON_SERVICES, type Form, type JsonOperation, type Signer, signerOf, type WireError } from './protocol.ts';

type JsonService = (typeof JSON_SERVICES)[JsonOperation];

/** What stands before the operation in the header X-Amz-Target. */
const TARGETS: Readonly<Partial<Record<JsonService, string>>> = {
  cloudtrail: 'CloudTrail_20131101',
  logs: 'Logs_20140328',
  athena: 'AmazonAthena',
  organizations: 'AWSOrganizationsV20161128',
};

/** Where the path says which operation is meant. */
const OPERATIONS_BY_PATH: Readonly<Record<string, JsonOperation>> = { '/listRegions': 'ListRegions' };

export interface JsonRequest extends Signer {
  readonly operation: JsonOperation;
  /** Members as they were sent: a time is in seconds. */
  readonly input: JsonInput;
}

export type JsonInput = Readonly<Record<string, unknown>>;

/** undefined: the request is of another protocol. */
export function readJson(url: string, headers: IncomingHttpHeaders, body: string): JsonRequest | WireError | undefined {
  const target = headers['x-amz-target'];
  const operation = OPERATIONS_BY_PATH[url] ?? (typeof target === 'string' ? operationOf(target) : undefined);
  if (operation === undefined) return target === undefined ? undefined : UNKNOWN_OPERATION;
  const signer = signerOf(headers);
  if ('code' in signer) return signer;
  return { operation, input: JSON.parse(body || '{}') as JsonInput, ...signer };
}

const UNKNOWN_OPERATION: WireError = { code: 'UnknownOperationException', status: 400, message: '' };

function operationOf(target: string): JsonOperation | undefined {
  return (Object.keys(JSON_SERVICES) as JsonOperation[]).find(
    (operation) => target === `${TARGETS[JSON_SERVICES[operation]]}.${operation}`,
  );
}

const JSON_FORM: Form = {
  type: 'application/x-amz-json-1.1',
  success: ({ result }) => JSON.stringify(result, withSeconds),
  error: ({ code, message, members }) =>
    JSON.stringify(members === undefined ? { __type: code, message } : { __type: code, Message: message, ...members }),
  own(error) {
    const [code = error.code, status = error.status] = OWN_NAMES[error.code] ?? [];
    return { ...error, code, status };
  },
};

const ORGANIZATIONS_FORM: Form = {
  ...JSON_FORM,
  own: (error) => (error.code === 'Throttling' ? TOO_MANY_REQUESTS : JSON_FORM.own(error)),
};

/** As the service of the request writes its answers. */
export function jsonFormOf(read: JsonRequest | WireError): Form {
  const isOrganizations = !('code' in read) && JSON_SERVICES[read.operation] === 'organizations';
  return isOrganizations ? ORGANIZATIONS_FORM : JSON_FORM;
}

/** The errors that IAM and STS name otherwise. Source: each service's API reference, "Common errors". */
const OWN_NAMES: Readonly<Record<string, readonly [code: string, status: number]>> = {
  AccessDenied: ['AccessDeniedException', 400],
  ExpiredToken: ['ExpiredTokenException', 400],
  InvalidClientTokenId: ['UnrecognizedClientException', 400],
  MissingAuthenticationToken: ['MissingAuthenticationTokenException', 400],
  ServiceFailure: ['InternalFailure', 500],
  SignatureDoesNotMatch: ['InvalidSignatureException', 400],
  Throttling: ['ThrottlingException', 400],
};

/** A time goes over the wire in seconds; JSON.stringify has made a text of it before it asks for a replacement. */
function withSeconds(this: unknown, name: string, value: unknown): unknown {
  const given = (this as Record<string, unknown>)[name];
  return given instanceof Date ? given.getTime() / 1000 : value;
}
