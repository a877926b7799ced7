/**
 * Who called, from `userIdentity`, which has other fields for each of its types.
 * Source: CloudTrail user guide, "CloudTrail userIdentity element", and records as AWS wrote them, which differ from it.
 */
import type { Principal } from '../model/activity-event.ts';
import {
  endOfArn,
  type Fields,
  fieldsOf,
  isAccountId,
  isIamArn,
  isKeyId,
  isProviderName,
  isServiceName,
  isUniqueId,
  nameOf,
  ofCharacters,
  textOf,
} from './fields.ts';

/** While it is read. Not one literal with what is known, which would be slow at a million records. */
export type Draft<Of> = { -readonly [Property in keyof Of]: Of[Property] };

export function readPrincipal(identity: Fields): Draft<Principal> {
  const session = fieldsOf(identity.sessionContext);
  const principal = ofType(identity, session);

  const accountId = textOf(identity.accountId, isAccountId);
  if (accountId !== undefined) principal.accountId = accountId;
  const keyId = textOf(identity.accessKeyId, isKeyId);
  if (keyId !== undefined) principal.keyId = keyId;
  const invokedBy = textOf(identity.invokedBy, isServiceName);
  if (invokedBy !== undefined) principal.invokedBy = invokedBy;
  const sourceIdentity = nameOf(session.sourceIdentity);
  if (sourceIdentity !== undefined) principal.sourceIdentity = sourceIdentity;
  const mfa = sessionMfa(principal, session);
  if (mfa !== undefined) principal.mfa = mfa;
  return principal;
}

function ofType(identity: Fields, session: Fields): Draft<Principal> {
  switch (identity.type) {
    case 'IAMUser':
      return withOwnArn({ kind: 'user' }, identity);
    case 'Root':
      return root(identity, session);
    case 'AssumedRole':
      return assumedRole(identity, session);
    case 'Role':
      return withOwnArn({ kind: 'role' }, identity);
    case 'FederatedUser':
      return federatedUser(identity, session);
    case 'SAMLUser':
      return withName({ kind: 'saml-user' }, nameOf(identity.userName, isProviderName));
    case 'WebIdentityUser':
      return withName({ kind: 'web-identity-user' }, nameOf(identity.userName, isProviderName));
    case 'IdentityCenterUser':
      return identityCenterUser(identity);
    case 'AWSAccount':
      return withPrincipalId({ kind: 'account' }, identity);
    case 'AWSService':
      return { kind: 'service' };
    case 'Directory':
      return withName(withPrincipalId({ kind: 'directory' }, identity), nameOf(identity.userName, isProviderName));
    default:
      // `Unknown`, a type that is new, or none, as an event of a service may have.
      return withOwnArn({ kind: 'unknown' }, identity);
  }
}

/** Its `userName` is the alias of the account and its `principalId` the account's id. */
function root(identity: Fields, { assumedRoot }: Fields): Draft<Principal> {
  const principal: Draft<Principal> = { kind: 'root' };
  const arn = textOf(identity.arn, isIamArn);
  if (arn !== undefined) principal.arn = arn;
  if (assumedRoot === 'true' || assumedRoot === true) principal.assumedRoot = true;
  return principal;
}

/** Its own `arn` is that of the session, which lacks the path of the role: the issuer has the role's. */
function assumedRole(identity: Fields, { sessionIssuer }: Fields): Draft<Principal> {
  const principal = withPrincipalId({ kind: 'role' }, identity);
  const issuer = fieldsOf(sessionIssuer);
  const arn = textOf(issuer.arn, isIamArn);
  if (arn !== undefined) principal.arn = arn;
  const name = nameOf(issuer.userName) ?? nameOf(arn && endOfArn(arn));
  if (name !== undefined && principal.session !== undefined) return withName(principal, name);
  // arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION
  const [, role, session] = textOf(identity.arn, isIamArn)?.split('/') ?? [];
  const sessionName = principal.session ?? nameOf(session);
  if (sessionName !== undefined) principal.session = sessionName;
  return withName(principal, name ?? nameOf(role));
}

/** By GetFederationToken: it counts to the user or root whose key asked for it. */
function federatedUser(identity: Fields, { sessionIssuer }: Fields): Draft<Principal> {
  const principal: Draft<Principal> = { kind: 'federated-user' };
  const own = textOf(identity.arn, isIamArn);
  if (own !== undefined) principal.arn = own;
  withName(principal, nameOf(own && endOfArn(own)));
  const issuer = fieldsOf(sessionIssuer);
  const arn = textOf(issuer.arn, isIamArn);
  if (issuer.type === 'Root') principal.issuer = { kind: 'root', ...(arn !== undefined && { arn }) };
  if (issuer.type === 'IAMUser') {
    const name = nameOf(issuer.userName) ?? nameOf(arn && endOfArn(arn));
    principal.issuer = { kind: 'user', ...(name !== undefined && { name }), ...(arn !== undefined && { arn }) };
  }
  return principal;
}

const isIdentityCenterId = ofCharacters(/[A-Za-z0-9-]/, 64);

/** Since July 2025 it has no name, only the id that Identity Center gave the person. */
function identityCenterUser(identity: Fields): Draft<Principal> {
  const principal: Draft<Principal> = { kind: 'identity-center-user' };
  const id = textOf(fieldsOf(identity.onBehalfOf).userId, isIdentityCenterId);
  if (id !== undefined) principal.id = id;
  return withName(principal, nameOf(identity.userName, isProviderName));
}

function withOwnArn(principal: Draft<Principal>, identity: Fields): Draft<Principal> {
  withPrincipalId(principal, identity);
  const arn = textOf(identity.arn, isIamArn);
  if (arn !== undefined) principal.arn = arn;
  const fromArn = principal.kind === 'unknown' ? undefined : arn;
  return withName(principal, nameOf(identity.userName) ?? nameOf(fromArn && endOfArn(fromArn)));
}

/** `AIDA...` of a user, `AROA...:SESSION` of a session; of other types it is the id of an account, or much else. */
function withPrincipalId(principal: Draft<Principal>, { principalId }: Fields): Draft<Principal> {
  if (typeof principalId !== 'string') return principal;
  const colon = principalId.indexOf(':');
  const id = textOf(colon === -1 ? principalId : principalId.slice(0, colon), isUniqueId);
  if (id === undefined) return principal;
  principal.id = id;
  const session = colon === -1 ? undefined : nameOf(principalId.slice(colon + 1));
  if (session !== undefined) principal.session = session;
  return principal;
}

function withName(principal: Draft<Principal>, name: string | undefined): Draft<Principal> {
  if (name !== undefined) principal.name = name;
  return principal;
}

function sessionMfa({ kind }: Principal, { attributes }: Fields): boolean | undefined {
  const { mfaAuthenticated } = fieldsOf(attributes);
  if (mfaAuthenticated === 'true' || mfaAuthenticated === true) return true;
  const isSaid = mfaAuthenticated === 'false' || mfaAuthenticated === false;
  return isSaid && (kind === 'user' || kind === 'root') ? false : undefined;
}
