/** Who may assume a role. */

/** `Principal` is who assumes it. */
export interface TrustStatement {
  readonly Effect: 'Allow';
  readonly Principal: { readonly AWS: string };
  readonly Action: 'sts:AssumeRole';
  readonly Condition?: { readonly StringEquals: { readonly 'sts:ExternalId': string } };
}

/** One identity and no whole account. */
const IDENTITY = /^arn:aws(?:-[a-z]+)*:iam::\d{12}:(?:role|user)\/[!-~]+$/;
const SUCH_PRINCIPAL =
  'the ARN of the role or user that the exporter runs as, such as arn:aws:iam::111122223333:role/exporter';

export function trustStatement(principal: string, externalId: string | undefined): TrustStatement {
  return {
    Effect: 'Allow',
    Principal: { AWS: principal },
    Action: 'sts:AssumeRole',
    ...(externalId !== undefined && { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
  };
}

/** undefined: it can be trusted. */
export function principalProblem(principal: string | undefined): string | undefined {
  if (principal === undefined) return `is missing: write ${SUCH_PRINCIPAL}`;
  if (IDENTITY.test(principal) && !/[*?]/.test(principal)) return undefined;
  const ofSession = principal.includes(':assumed-role/') ? ', and not that of a session of the role' : '';
  return `must be ${SUCH_PRINCIPAL}${ofSession}`;
}
