/**
 * The AWS Query protocol, as IAM and STS speak it: a signed form in, XML out. Knows no account and no state.
 */
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

const NAMESPACES = {
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
};

/** The service of each operation, which is also the prefix of its permission. */
export const SERVICES = {
  GetCredentialReport: 'iam',
  GenerateCredentialReport: 'iam',
  GetAccountPasswordPolicy: 'iam',
  GetAccountSummary: 'iam',
  GetAccountAuthorizationDetails: 'iam',
  GetAccessKeyLastUsed: 'iam',
  ListAccessKeys: 'iam',
  ListAttachedGroupPolicies: 'iam',
  ListAttachedUserPolicies: 'iam',
  ListGroupPolicies: 'iam',
  ListGroupsForUser: 'iam',
  ListUserPolicies: 'iam',
  ListVirtualMFADevices: 'iam',
  ListServiceSpecificCredentials: 'iam',
  AssumeRole: 'sts',
  GetAccessKeyInfo: 'sts',
  GetCallerIdentity: 'sts',
} as const satisfies Record<string, keyof typeof NAMESPACES>;

export type Operation = keyof typeof SERVICES;

/**
 * What a member holds. An array goes over the wire as a list of `member`, a Map as one of `entry`, a Date to the second, and any
 * other object as a structure. An undefined member is not sent.
 */
type Value = string | number | boolean | object | undefined;

export interface Success {
  readonly operation: Operation;
  /** Its members, in the order in which they are sent. */
  readonly result: object;
}

/** An error as it goes over the wire. */
export interface WireError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** What IAM and STS make of a parameter that they refuse. */
export function validationError(message: string): WireError {
  return { code: 'ValidationError', status: 400, message };
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
  return Object.hasOwn(SERVICES, action);
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
    `<${operation}Response xmlns="${NAMESPACES[SERVICES[operation]]}">` +
    `<${operation}Result>${membersXml(result)}</${operation}Result>` +
    '<ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata>' +
    `</${operation}Response>`
  );
}

export function errorXml({ code, status, message }: WireError): string {
  const type = status < 500 ? 'Sender' : 'Receiver';
  return (
    `<ErrorResponse xmlns="${NAMESPACES.iam}">` +
    `<Error><Type>${type}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error>` +
    '<RequestId>00000000-0000-4000-8000-000000000000</RequestId>' +
    '</ErrorResponse>'
  );
}

function membersXml(members: object): string {
  return Object.entries(members)
    .map(([name, value]: [string, Value]) => elementXml(name, value))
    .join('');
}

function elementXml(name: string, value: Value): string {
  return value === undefined ? '' : `<${name}>${valueXml(value)}</${name}>`;
}

function valueXml(value: NonNullable<Value>): string {
  if (typeof value !== 'object') return escapeXml(String(value));
  if (value instanceof Date) return isoSeconds(value.getTime());
  if (Array.isArray(value)) return value.map((item: Value) => elementXml('member', item)).join('');
  if (value instanceof Map) return mapXml(value as ReadonlyMap<string, Value>);
  return membersXml(value);
}

function mapXml(map: ReadonlyMap<string, Value>): string {
  return [...map].map(([key, value]) => elementXml('entry', { key, value })).join('');
}

function escapeXml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A moment as IAM and STS write it: ISO 8601 in UTC, to the second. */
export function isoSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
