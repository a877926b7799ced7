/**
 * Records of CloudTrail in all the shapes that AWS writes, invented. Each takes what a test wants to be different, at the top level of the
 * record: `requestParameters` and the like are replaced as a whole.
 */
export type CloudTrailRecord = Readonly<Record<string, unknown>>;

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
export const LONG_TERM_KEY = 'AKIAYS2Z7ODMXEXAMPLE';
export const SESSION_KEY = 'ASIAYS2Z7ODMXSESSION';
export const SESSION_TOKEN = `FwoGZXIvYXdzEBYaDM2kXq0hG8yVrJ1ZsiK9AQ${'x7Lm/Q2+9bTz'.repeat(30)}==`;
export const TIME = '2026-11-24T09:12:44Z';
export const MESSAGE =
  'User: arn:aws:iam::111122223333:user/eve is not authorized to perform: iam:CreateUser with an explicit deny in {"Effect":"Deny"}';

let records = 0;

/** With all that is in every record; its id is one of its own. */
export function record(values: CloudTrailRecord = {}): CloudTrailRecord {
  records += 1;
  return {
    eventVersion: '1.10',
    userIdentity: userIdentity(),
    eventTime: TIME,
    eventSource: 'iam.amazonaws.com',
    eventName: 'ListUsers',
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.30.1 md/awscrt#0.27.6 ua/2.1 os/linux#6.1.0 md/arch#x86_64 lang/python#3.13.7',
    requestParameters: null,
    responseElements: null,
    requestID: '0b1c2d3e-1111-4222-8333-444455556666',
    eventID: `5c3a8f10-0000-4000-8000-${String(records).padStart(12, '0')}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    ...values,
  };
}

/** Of a user with a long-term key. */
export function userIdentity(values: CloudTrailRecord = {}): CloudTrailRecord {
  return {
    type: 'IAMUser',
    principalId: 'AIDAYS2Z7ODMEVEEXAMPL',
    arn: `arn:aws:iam::${ACCOUNT}:user/staff/eve`,
    accountId: ACCOUNT,
    accessKeyId: LONG_TERM_KEY,
    userName: 'eve',
    ...values,
  };
}

function attributes(mfaAuthenticated: 'true' | 'false'): CloudTrailRecord {
  return { creationDate: '2026-11-24T08:00:00Z', mfaAuthenticated };
}

/** Of the console or by GetSessionToken: the issuer is empty. */
export function userSessionIdentity(mfa: 'true' | 'false' = 'true', values: CloudTrailRecord = {}): CloudTrailRecord {
  return userIdentity({
    accessKeyId: SESSION_KEY,
    sessionContext: { sessionIssuer: {}, webIdFederationData: {}, attributes: attributes(mfa) },
    ...values,
  });
}

export function rootIdentity(values: CloudTrailRecord = {}): CloudTrailRecord {
  return {
    type: 'Root',
    principalId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    accountId: ACCOUNT,
    accessKeyId: '',
    userName: 'our-alias',
    ...values,
  };
}

export function assumedRootIdentity(): CloudTrailRecord {
  return rootIdentity({
    accessKeyId: SESSION_KEY,
    sessionContext: { attributes: attributes('false'), assumedRoot: 'true' },
  });
}

/** The role's path is only in the ARN of the issuer. */
export function roleIdentity(values: CloudTrailRecord = {}): CloudTrailRecord {
  return {
    type: 'AssumedRole',
    principalId: 'AROAYS2Z7ODMDEPLOYEXA:build-7',
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/build-7`,
    accountId: ACCOUNT,
    accessKeyId: SESSION_KEY,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAYS2Z7ODMDEPLOYEXA',
        arn: `arn:aws:iam::${ACCOUNT}:role/ci/deploy`,
        accountId: ACCOUNT,
        userName: 'deploy',
      },
      attributes: attributes('false'),
    },
    ...values,
  };
}

export function federatedUserIdentity(issuer: CloudTrailRecord): CloudTrailRecord {
  return {
    type: 'FederatedUser',
    principalId: `${ACCOUNT}:visitor`,
    arn: `arn:aws:sts::${ACCOUNT}:federated-user/visitor`,
    accountId: ACCOUNT,
    accessKeyId: SESSION_KEY,
    sessionContext: { sessionIssuer: issuer, attributes: attributes('false') },
  };
}

export const USER_ISSUER = {
  type: 'IAMUser',
  principalId: 'AIDAYS2Z7ODMEVEEXAMPL',
  arn: `arn:aws:iam::${ACCOUNT}:user/staff/eve`,
  accountId: ACCOUNT,
  userName: 'eve',
};
export const ROOT_ISSUER = {
  type: 'Root',
  principalId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:root`,
  accountId: ACCOUNT,
};

/** What the owner of a role sees of another account that assumes it. */
function otherAccountIdentity(): CloudTrailRecord {
  return { type: 'AWSAccount', principalId: 'AIDAOTHER7ODMEVEEXAMP', accountId: OTHER_ACCOUNT };
}

/** As STS hands them out. */
export function credentials(expiration = 'Nov 24, 2026, 10:12:44 AM'): CloudTrailRecord {
  return { accessKeyId: SESSION_KEY, sessionToken: SESSION_TOKEN, expiration };
}

/** A change of IAM that succeeded. */
export function iamCall(
  eventName: string,
  requestParameters: CloudTrailRecord | null,
  values: CloudTrailRecord = {},
): CloudTrailRecord {
  return record({ eventName, requestParameters, readOnly: false, ...values });
}

export function assumeRole(values: CloudTrailRecord = {}): CloudTrailRecord {
  return record({
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    requestParameters: { roleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/ops/audit`, roleSessionName: 'eve-audit' },
    responseElements: {
      credentials: credentials(),
      assumedRoleUser: {
        assumedRoleId: 'AROAOTHER7ODMAUDITEXA:eve-audit',
        arn: `arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/audit/eve-audit`,
      },
    },
    resources: [
      { accountId: OTHER_ACCOUNT, type: 'AWS::IAM::Role', ARN: `arn:aws:iam::${OTHER_ACCOUNT}:role/ops/audit` },
    ],
    sharedEventID: '9d1e0000-0000-4000-8000-000000000001',
    ...values,
  });
}

/** The role owner's record of it. */
export function assumeRoleThere(values: CloudTrailRecord = {}): CloudTrailRecord {
  return assumeRole({ userIdentity: otherAccountIdentity(), recipientAccountId: OTHER_ACCOUNT, ...values });
}

/** A sign-in, or a step of it, that went well. */
export function signIn(eventName: string, values: CloudTrailRecord = {}): CloudTrailRecord {
  return record({
    eventType: 'AwsConsoleSignIn',
    eventSource: 'signin.amazonaws.com',
    eventName,
    userIdentity: userIdentity({ accessKeyId: '' }),
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    readOnly: false,
    responseElements: { [eventName]: 'Success' },
    ...values,
  });
}

export function consoleLogin(mfaUsed: string, values: CloudTrailRecord = {}): CloudTrailRecord {
  return signIn('ConsoleLogin', {
    additionalEventData: {
      LoginTo: 'https://console.aws.amazon.com/console/home?state=hashArgs%23&isauthcode=true',
      MobileVersion: 'No',
      MFAUsed: mfaUsed,
    },
    ...values,
  });
}

/** It says no ARN of the user. */
export function failedConsoleLogin(
  errorMessage: string,
  mfaUsed: string,
  values: CloudTrailRecord = {},
): CloudTrailRecord {
  return consoleLogin(mfaUsed, {
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAYS2Z7ODMEVEEXAMPL',
      accountId: ACCOUNT,
      accessKeyId: '',
      userName: 'eve',
    },
    responseElements: { ConsoleLogin: 'Failure' },
    errorMessage,
    ...values,
  });
}

/** What a service did by itself: the identity has no type. */
export function serviceEvent(values: CloudTrailRecord = {}): CloudTrailRecord {
  return record({
    userAgent: undefined,
    requestID: undefined,
    eventType: 'AwsServiceEvent',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'BidEvictedEvent',
    userIdentity: { accountId: ACCOUNT, invokedBy: 'ec2.amazonaws.com' },
    sourceIPAddress: 'ec2.amazonaws.com',
    ...values,
  });
}
