/** The answer to a caller who lacks a permission, in AWS's words: who, which action, on what. */
import { SERVICES, type QueryRequest, type WireError } from './query-protocol.ts';

export function accessDenied(request: QueryRequest, callerAccountId: string): WireError {
  const service = SERVICES[request.operation];
  const action = `${service}:${request.operation}`;
  // STS says no more: the role's trust policy may be what refuses.
  const why = service === 'iam' ? ` because no identity-based policy allows the ${action} action` : '';
  return {
    code: 'AccessDenied',
    status: 403,
    message:
      `User: ${callerArn(request, callerAccountId)} is not authorized to perform: ${action} ` +
      `on resource: ${resourceOf(request, callerAccountId)}${why}`,
  };
}

export function callerArn({ sessionToken }: QueryRequest, accountId: string): string {
  return sessionToken === undefined
    ? `arn:aws:iam::${accountId}:user/caller`
    : `arn:aws:sts::${accountId}:assumed-role/caller/session`;
}

function resourceOf({ operation, parameters }: QueryRequest, accountId: string): string {
  if (operation === 'AssumeRole') return parameters.RoleArn ?? '';
  return operation === 'ListVirtualMFADevices' ? `arn:aws:iam::${accountId}:mfa/` : '*';
}
