/**
 * Which records are of calls about a user, a role, a key or the like: the fields in which the calls of IAM, STS and CloudTrail name it. What they
 * name is read in `activity/targets.ts`; a test holds the two to each other.
 */
import { all, isOneOf, type RecordCondition } from './record-condition.ts';

const USER_NAME = 'requestParameters.userName';

const NAMES = [
  USER_NAME,
  'requestParameters.newUserName',
  'requestParameters.groupName',
  'requestParameters.newGroupName',
  'requestParameters.roleName',
  'requestParameters.policyName',
  'responseElements.role.roleName',
];
const KEYS = [
  'requestParameters.accessKeyId',
  'responseElements.accessKey.accessKeyId',
  'responseElements.credentials.accessKeyId',
];
/** These have the ARN, and some a name. */
const ARNS = [
  'requestParameters.policyArn',
  'requestParameters.permissionsBoundary',
  'requestParameters.roleArn',
  'requestParameters.serialNumber',
  'responseElements.policy.arn',
  'responseElements.virtualMFADevice.serialNumber',
  // Of trails.
  'requestParameters.name',
  'requestParameters.trailName',
];

const ACCOUNT = 'requestParameters.targetPrincipal';
const ACCOUNT_ID = /^\d{12}$/;

export const TARGET_SERVICES = isOneOf('eventSource', [
  'iam.amazonaws.com',
  'sts.amazonaws.com',
  'cloudtrail.amazonaws.com',
]);

/** Each of them alone is enough, of calls of these services. */
export function targetConditions(name: string): readonly RecordCondition[] {
  const exactly = (path: string): RecordCondition => ({ path, is: name });
  if (name.startsWith('arn:')) return ARNS.map(exactly);
  return [
    ...[...NAMES, ...KEYS, ...ARNS].map(exactly),
    ...ARNS.map((path): RecordCondition => ({ path, endsWith: `/${name}` })),
    ...(ACCOUNT_ID.test(name) ? [exactly(ACCOUNT), { path: ACCOUNT, contains: `::${name}:` }] : []),
    // Users do some things for themselves, and then name nobody.
    all({ path: 'userIdentity.userName', is: name }, { path: USER_NAME, absent: true }),
  ];
}
