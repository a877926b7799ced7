/** Records of CloudTrail about access keys and what was done with them, as the fake event history keeps them. */
import type { GivenEvent } from './fake-aws/lookup-envelope.ts';

let events = 0;

export interface EventOf {
  readonly accountId: string;
  /** `2026-11-21T22:10:00Z` */
  readonly time: string;
  readonly name: string;
  readonly by: Readonly<Record<string, unknown>>;
  readonly request?: object;
  readonly response?: object;
  /** Default us-east-1. */
  readonly region?: string;
  /** Default IAM. */
  readonly service?: string;
  readonly address?: string;
  readonly agent?: string;
  readonly error?: string;
}

export function eventOf(given: EventOf): GivenEvent {
  events += 1;
  const { accountId, time, name, by, request, response, error } = given;
  return {
    eventVersion: '1.10',
    eventID: `e0000000-0000-4000-8000-${String(events).padStart(12, '0')}`,
    eventTime: time,
    awsRegion: given.region ?? 'us-east-1',
    eventSource: `${given.service ?? 'iam'}.amazonaws.com`,
    eventName: name,
    eventType: 'AwsApiCall',
    readOnly: false,
    recipientAccountId: accountId,
    sourceIPAddress: given.address ?? '198.51.100.7',
    userAgent: given.agent ?? 'aws-cli/2.30.1',
    userIdentity: by,
    requestParameters: request ?? null,
    responseElements: response ?? null,
    ...(error !== undefined && { errorCode: error }),
  };
}

export function userBy(accountId: string, userName: string, accessKeyId: string): Readonly<Record<string, unknown>> {
  const arn = `arn:aws:iam::${accountId}:user/${userName}`;
  return { type: 'IAMUser', principalId: 'AIDAEXAMPLEEXAMPLE77', arn, accountId, userName, accessKeyId };
}

export function roleBy(
  accountId: string,
  role: string,
  session: string,
  accessKeyId: string,
): Readonly<Record<string, unknown>> {
  const principalId = 'AROAEXAMPLEEXAMPLE77';
  const issuer = {
    type: 'Role',
    principalId,
    arn: `arn:aws:iam::${accountId}:role/${role}`,
    accountId,
    userName: role,
  };
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${session}`,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${session}`,
    accountId,
    accessKeyId,
    sessionContext: { sessionIssuer: issuer, attributes: { mfaAuthenticated: 'false' } },
  };
}

/** What STS hands out, with a token that nobody may ever print. */
export function credentialsOf(accessKeyId: string, expiration: string): object {
  return { credentials: { accessKeyId, sessionToken: 'SECRET-TOKEN', expiration } };
}
