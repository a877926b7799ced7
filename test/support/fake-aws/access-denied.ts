/** The answer to a caller who lacks a permission, in AWS's words: who, which action, on what. */
import { SERVICES, type Signer, type WireError } from './protocol.ts';
import type { AwsRequest } from './request.ts';

export function accessDenied(request: AwsRequest, callerAccountId: string): WireError {
  const service = SERVICES[request.operation];
  const action = `${service}:${request.operation}`;
  // STS says no more: the role's trust policy may be what refuses.
  const why = service !== 'sts' ? ` because no identity-based policy allows the ${action} action` : '';
  return {
    code: 'AccessDenied',
    status: 403,
    message:
      `User: ${callerArn(request, callerAccountId)} is not authorized to perform: ${action} ` +
      `on resource: ${resourceOf(request, callerAccountId)}${why}`,
  };
}

export function callerArn({ sessionToken }: Signer, accountId: string): string {
  return sessionToken === undefined
    ? `arn:aws:iam::${accountId}:user/caller`
    : `arn:aws:sts::${accountId}:assumed-role/caller/session`;
}

function resourceOf(request: AwsRequest, accountId: string): string {
  if (request.operation === 'AssumeRole') return request.parameters.RoleArn ?? '';
  return request.operation === 'ListVirtualMFADevices' ? `arn:aws:iam::${accountId}:mfa/` : '*';
}
