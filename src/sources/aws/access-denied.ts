import { EXPLICIT_DENY } from '../../model/refresh-failure.ts';

const ARN = String.raw`arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:\d*:[\w+=,.@:/*-]+`;
const REFUSED = new RegExp(
  `^User: (?<who>${ARN}|anonymous) is not authorized to perform: (?<action>[a-z0-9-]+:[A-Za-z0-9]+)` +
    `(?: on resource: "?(?<resource>${ARN}|\\*)"?)?(?=[\\s.]|$)`,
);
/** Where the token of a web identity is refused, STS does not know who asked. */
const REFUSED_TOKEN = /^Not authorized to perform:? (?<action>sts:AssumeRoleWith[A-Za-z]+)$/;
const POLICIES =
  '(?:identity-based|resource-based|service control|resource control|session|VPC endpoint) policy|permissions boundary';
const NOT_ALLOWED = new RegExp(`because no (?<policy>${POLICIES}) allows`);
const DENIED = new RegExp(`with an explicit deny in (?<policy>an? (?:${POLICIES}))(?:: (?<arn>${ARN}))?`);

/**
 * Who may not do what, and which kind of policy says so: what helps to mend a permission, made of the parts of AWS's message that
 * are known. Of another message nothing is repeated, since nobody knows what it holds.
 * Source: IAM user guide, "Troubleshoot access denied error messages".
 *
 * @returns undefined where the message is not of the known form.
 */
export function describeAccessDenied(message: string): string | undefined {
  const token = REFUSED_TOKEN.exec(message)?.groups;
  if (token !== undefined) return `not authorized to perform ${token.action}`;
  const refused = REFUSED.exec(message)?.groups;
  if (refused === undefined) return undefined;
  const { who, action, resource } = refused;
  const on = resource === undefined ? '' : ` on resource: ${resource}`;
  return `User: ${who} is not authorized to perform: ${action}${on}${describePolicy(message)}`;
}

function describePolicy(message: string): string {
  const denied = DENIED.exec(message)?.groups;
  if (denied !== undefined) {
    const named = denied.arn === undefined ? '' : `: ${denied.arn}`;
    return `${EXPLICIT_DENY}${denied.policy}${named}`;
  }
  const notAllowed = NOT_ALLOWED.exec(message)?.groups;
  return notAllowed === undefined ? '' : ` because no ${notAllowed.policy} allows it`;
}
