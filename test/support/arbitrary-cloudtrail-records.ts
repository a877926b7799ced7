/** Records of CloudTrail with anything anywhere, for property tests. */
import fc from 'fast-check';
import { arbitrarySecrets } from './arbitrary-secrets.ts';
import {
  ACCOUNT,
  assumedRootIdentity,
  assumeRole,
  assumeRoleThere,
  type CloudTrailRecord,
  consoleLogin,
  failedConsoleLogin,
  federatedUserIdentity,
  iamCall,
  LONG_TERM_KEY,
  record,
  roleIdentity,
  rootIdentity,
  serviceEvent,
  signIn,
  USER_ISSUER,
  userSessionIdentity,
} from './cloudtrail-records.ts';

const bob = { userName: 'bob' };

/** One of each shape. */
const SHAPES: readonly CloudTrailRecord[] = [
  record(),
  record({ userIdentity: userSessionIdentity('true', { invokedBy: 'AWS Internal' }) }),
  record({ userIdentity: rootIdentity() }),
  record({ userIdentity: assumedRootIdentity() }),
  record({ userIdentity: roleIdentity(), addendum: { reason: 'UPDATED_DATA', originalEventID: 'a' } }),
  record({ userIdentity: federatedUserIdentity(USER_ISSUER) }),
  record({ userIdentity: { type: 'SAMLUser', userName: 'eve@example.com', principalId: 'x', identityProvider: 'x' } }),
  record({
    userIdentity: { type: 'WebIdentityUser', userName: 'repo:org/name', principalId: 'x', identityProvider: 'x' },
  }),
  record({ userIdentity: { type: 'IdentityCenterUser', onBehalfOf: { userId: '9448' }, credentialId: 'x' } }),
  record({ userIdentity: { type: 'Directory', principalId: 'd-1', userName: 'eve', accountId: ACCOUNT } }),
  record({ userIdentity: { type: 'Unknown', principalId: ACCOUNT, arn: '', userName: 'eve' } }),
  record({ userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } }),
  serviceEvent(),
  assumeRole(),
  assumeRoleThere(),
  consoleLogin('Yes'),
  failedConsoleLogin('Failed authentication', 'No'),
  signIn('SwitchRole', {
    userIdentity: roleIdentity(),
    additionalEventData: { SwitchFrom: `arn:aws:iam::${ACCOUNT}:user/eve` },
  }),
  iamCall('CreateAccessKey', bob, { responseElements: { accessKey: { accessKeyId: LONG_TERM_KEY, ...bob } } }),
  iamCall('CreateLoginProfile', { ...bob, password: '***' }),
  iamCall('PutUserPolicy', { ...bob, policyName: 'all', policyDocument: '{}' }),
  iamCall('EnableMFADevice', { ...bob, serialNumber: `arn:aws:iam::${ACCOUNT}:mfa/bob` }),
  iamCall(
    'CreatePolicy',
    { policyName: 'all' },
    { responseElements: { policy: { arn: `arn:aws:iam::${ACCOUNT}:policy/all` } } },
  ),
  record({
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    requestParameters: { name: 'everything' },
  }),
];

type Path = readonly string[];

/** Of every value within it, and of one more in each object. */
function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const within = Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...placesIn(inner, [...at, key])]);
  return [...within, ...NEW_FIELDS.map((key) => [...at, key])];
}

/** Where AWS has them, and where it does not. */
const NEW_FIELDS = ['sessionToken', 'password', 'policyDocument', 'note'];

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  return { ...(value as object), [key]: replaced((value as CloudTrailRecord)[key], rest, by) };
}

const PLACES = SHAPES.map((shape) => ({ shape, places: placesIn(shape) }));

function withAt(arbitraryValue: fc.Arbitrary<unknown>, isPlace: (path: Path) => boolean = () => true) {
  return fc
    .constantFrom(...PLACES)
    .chain(({ shape, places }) =>
      fc
        .tuple(fc.constantFrom(...places.filter(isPlace)), arbitraryValue)
        .map(([place, value]) => ({ record: replaced(shape, place, value) as CloudTrailRecord, place, value })),
    );
}

/** A record in one place of which stands any JSON. */
export const arbitraryDamagedRecord = withAt(fc.jsonValue()).map(({ record: damaged }) => damaged);

const token = fc.oneof(
  arbitrarySecrets['a session token'].filter(({ length }) => length > 200),
  arbitrarySecrets['a web identity token'],
  arbitrarySecrets['an SSO access token'],
);
const policyText = fc
  .stringMatching(/^[A-Za-z0-9]{12}$/)
  .map((sid) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: sid, Effect: 'Allow', Action: '*' }] }));
/** Without a character that no name has nothing tells it from a name. */
const password = fc
  .tuple(
    fc.stringMatching(/^[A-Za-z0-9]{4,20}$/),
    fc.constantFrom('!', '$', '&', 'é'),
    fc.stringMatching(/^[ -~]{4,20}$/),
  )
  .map((parts) => parts.join(''));

interface Planted {
  readonly record: CloudTrailRecord;
  readonly place: Path;
  readonly secret: string;
}

function planted(secret: fc.Arbitrary<string>, isPlace?: (path: Path) => boolean): fc.Arbitrary<Planted> {
  return withAt(secret, isPlace).map(({ record: holder, place, value }) => ({
    record: holder,
    place,
    secret: value as string,
  }));
}

/** A record in one place of which stands what nobody may see: in any field, with two exceptions. */
export const arbitraryRecordWithSecret: fc.Arbitrary<Planted> = fc.oneof(
  planted(token),
  planted(policyText),
  // A program may call itself anything.
  planted(password, ([field]) => field !== 'userAgent'),
);

/** A record in one place of which stands a credential that nobody may see, under the name of one or in JSON within a text. */
export const arbitraryRecordWithCredential: fc.Arbitrary<Planted> = fc.oneof(
  planted(token, (path) => path.at(-1) === 'sessionToken'),
  planted(password, (path) => path.at(-1) === 'password'),
  withAt(fc.oneof(password, token)).map(({ record: holder, place, value }) => {
    const text = JSON.stringify({ depth: [JSON.stringify({ masterUserPassword: value })] });
    return { record: replaced(holder, place, text) as CloudTrailRecord, place, secret: value as string };
  }),
);
