/** The answer to a caller who lacks a permission, in AWS's words: who, which action, on what. */
import type { DeniedFault } from './faults.ts';
import { SERVICES, type Signer, type WireError } from './protocol.ts';
import type { AwsRequest } from './request.ts';

export function accessDenied(
  request: AwsRequest,
  callerAccountId: string,
  { explicitlyIn }: Pick<DeniedFault, 'explicitlyIn'> = {},
): WireError {
  const service = SERVICES[request.operation];
  const action = `${service}:${request.operation}`;
  // STS says no more: the role's trust policy may be what refuses.
  const implicitly = service !== 'sts' ? ` because no identity-based policy allows the ${action} action` : '';
  const why = explicitlyIn === undefined ? implicitly : ` with an explicit deny in ${explicitlyIn}`;
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
