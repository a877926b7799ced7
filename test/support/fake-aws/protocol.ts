/** What the protocols of AWS's services have in common: a signed request in, members of a result or an error out. Knows no account. */
import type { IncomingHttpHeaders } from 'node:http';

/** The service of each operation in the Query protocol, which is also the prefix of its permission. */
export const QUERY_SERVICES = {
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
  ListOrganizationsFeatures: 'iam',
  AssumeRole: 'sts',
  GetAccessKeyInfo: 'sts',
  GetCallerIdentity: 'sts',
} as const;

/** The same in the protocols that speak JSON. */
export const JSON_SERVICES = {
  LookupEvents: 'cloudtrail',
  ListRegions: 'account',
  ListAccounts: 'organizations',
  ListTagsForResource: 'organizations',
  ListParents: 'organizations',
  DescribeOrganizationalUnit: 'organizations',
  FilterLogEvents: 'logs',
  GetTableMetadata: 'athena',
  GetWorkGroup: 'athena',
  StartQueryExecution: 'athena',
  GetQueryExecution: 'athena',
  GetQueryResults: 'athena',
  StopQueryExecution: 'athena',
} as const;

export const SERVICES = { ...QUERY_SERVICES, ...JSON_SERVICES };

export type QueryOperation = keyof typeof QUERY_SERVICES;
export type JsonOperation = keyof typeof JSON_SERVICES;
export type Operation = QueryOperation | JsonOperation;

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
  /** What JSON has of it beside the message, which is then called Message, as Organizations declares it. */
  readonly members?: object;
}

export function isWireError(value: object): value is WireError {
  return 'code' in value;
}

/** How a protocol writes its answers. */
export interface Form {
  /** Of the content. */
  readonly type: string;
  readonly success: (answer: Success) => string;
  readonly error: (error: WireError) => string;
  /** The same error as the services of this protocol call it. */
  readonly own: (error: WireError) => WireError;
}

/** Who signed a request; the signature itself is not verified. */
export interface Signer {
  /** From the `Credential=` of the SigV4 header. */
  readonly accessKeyId: string;
  readonly signingRegion: string;
  readonly sessionToken?: string;
}

export function signerOf(headers: IncomingHttpHeaders): Signer | WireError {
  // Credential=KEY/DATE/REGION/SERVICE/aws4_request
  const scope = /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '');
  const [, accessKeyId, signingRegion] = scope ?? [];
  if (accessKeyId === undefined || signingRegion === undefined) {
    return { code: 'MissingAuthenticationToken', status: 403, message: 'Request is missing Authentication Token' };
  }
  const sessionToken = headers['x-amz-security-token'];
  return { accessKeyId, signingRegion, ...(typeof sessionToken === 'string' && { sessionToken }) };
}
