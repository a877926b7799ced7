/** Records of CloudTrail as AWS writes them, in the shares of an account whose programs work by roles. */
import {
  assumeRole,
  type CloudTrailRecord,
  consoleLogin,
  iamCall,
  record,
  roleIdentity,
  serviceEvent,
  userIdentity,
  userSessionIdentity,
} from '../../test/support/cloudtrail-records.ts';

/** Mean of public sets of real records. */
const CHARACTERS = 1_300;

const tlsDetails = {
  tlsVersion: 'TLSv1.3',
  cipherSuite: 'TLS_AES_128_GCM_SHA256',
  clientProvidedHostHeader: 'ec2.eu-west-1.amazonaws.com',
};

const ec2 = { eventSource: 'ec2.amazonaws.com', awsRegion: 'eu-west-1', tlsDetails } as const;
const ofRole = () => record({ ...ec2, eventName: 'DescribeInstances', userIdentity: roleIdentity() });
const ofService = () =>
  record({
    ...ec2,
    eventName: 'DescribeTags',
    userIdentity: roleIdentity({ accessKeyId: undefined, invokedBy: 'ssm.amazonaws.com' }),
    sourceIPAddress: 'ssm.amazonaws.com',
    userAgent: 'ssm.amazonaws.com',
  });
const ofUser = () => record({ ...ec2, eventName: 'DescribeVolumes', userIdentity: userIdentity() });
const ofSession = () => record({ ...ec2, eventName: 'DescribeImages', userIdentity: userSessionIdentity() });
const denied = () =>
  record({ ...ec2, eventName: 'RunInstances', errorCode: 'Client.UnauthorizedOperation', errorMessage: 'no' });
/** Of one account, so that none has a copy. */
const assumed = () => assumeRole({ sharedEventID: undefined });
const newKey = () =>
  iamCall(
    'CreateAccessKey',
    { userName: 'bob' },
    { responseElements: { accessKey: { accessKeyId: 'AKIAYS2Z7ODMXEXAMPLE', userName: 'bob' } } },
  );

/** Twenty. */
const SHARES: readonly (() => CloudTrailRecord)[] = [
  ...Array.from({ length: 9 }, () => ofRole),
  ...Array.from({ length: 3 }, () => ofService),
  ...Array.from({ length: 3 }, () => assumed),
  ofUser,
  ofSession,
  denied,
  newKey,
  serviceEvent,
];

/** Texts of 1.3 KB each; every hundredth is a sign-in. */
export function activityRecords(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const made = index % 100 === 99 ? consoleLogin('Yes') : (SHARES[index % SHARES.length] ?? ofRole)();
    return JSON.stringify(filled(made));
  });
}

/** With as many parameters as fill it, as calls about many instances have. */
function filled(made: CloudTrailRecord): CloudTrailRecord {
  const { requestParameters } = made;
  const instance = { instanceId: 'i-0a1b2c3d4e5f60718' };
  const missing = CHARACTERS - JSON.stringify(made).length;
  const items = Array.from({ length: Math.max(0, Math.floor(missing / 36)) }, () => instance);
  return { ...made, requestParameters: { ...(requestParameters as CloudTrailRecord | null), instancesSet: { items } } };
}
