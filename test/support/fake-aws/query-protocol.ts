/**
 * The AWS Query protocol, as IAM and STS speak it: a signed form in, XML out. Knows no account and no state.
 */
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

const IAM_NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';
const STS_NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

const NAMESPACES = {
  GetCredentialReport: IAM_NAMESPACE,
  GenerateCredentialReport: IAM_NAMESPACE,
  AssumeRole: STS_NAMESPACE,
};

export type Operation = keyof typeof NAMESPACES;

/** The members of a result or of a structure in it, in the order in which they are sent. */
export interface Members {
  readonly [name: string]: string | Members;
}

export interface Success {
  readonly operation: Operation;
  readonly result: Members;
}

/** An error as it goes over the wire. */
export interface WireError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** A request as its form and its headers tell it. */
export interface QueryRequest {
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
  /** From the `Credential=` of the SigV4 header; the signature itself is not verified. */
  readonly accessKeyId: string;
  readonly signingRegion: string;
  readonly sessionToken?: string;
}

export function isWireError(value: object): value is WireError {
  return 'code' in value;
}

function isOperation(action: string): action is Operation {
  return Object.hasOwn(NAMESPACES, action);
}

export async function readRequest(message: IncomingMessage): Promise<QueryRequest | WireError> {
  const { Action: action = '', ...parameters } = Object.fromEntries(new URLSearchParams(await text(message)));
  if (!isOperation(action)) {
    return { code: 'InvalidAction', status: 400, message: `Could not find operation ${action}` };
  }
  // Credential=KEY/DATE/REGION/SERVICE/aws4_request
  const scope = /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/[^/]+\/([^/]+)\//.exec(message.headers.authorization ?? '');
  const [, accessKeyId, signingRegion] = scope ?? [];
  if (accessKeyId === undefined || signingRegion === undefined) {
    return { code: 'MissingAuthenticationToken', status: 403, message: 'Request is missing Authentication Token' };
  }
  const sessionToken = message.headers['x-amz-security-token'];
  return {
    operation: action,
    parameters,
    accessKeyId,
    signingRegion,
    ...(typeof sessionToken === 'string' && { sessionToken }),
  };
}

export function successXml({ operation, result }: Success): string {
  return (
    `<${operation}Response xmlns="${NAMESPACES[operation]}">` +
    `<${operation}Result>${membersXml(result)}</${operation}Result>` +
    '<ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata>' +
    `</${operation}Response>`
  );
}

export function errorXml({ code, status, message }: WireError): string {
  const type = status < 500 ? 'Sender' : 'Receiver';
  return (
    `<ErrorResponse xmlns="${IAM_NAMESPACE}">` +
    `<Error><Type>${type}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error>` +
    '<RequestId>00000000-0000-4000-8000-000000000000</RequestId>' +
    '</ErrorResponse>'
  );
}

function membersXml(members: Members): string {
  return Object.entries(members)
    .map(([name, value]) => `<${name}>${typeof value === 'string' ? escapeXml(value) : membersXml(value)}</${name}>`)
    .join('');
}

function escapeXml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A moment as IAM and STS write it: ISO 8601 in UTC, to the second. */
export function isoSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
