/** What CloudTrail recorded in the accounts of the boards: one event of each kind that a board shows. */
import type { GivenEvent } from '../../support/fake-aws/lookup-envelope.ts';
import type { BoardAccount } from './board-accounts.ts';

const HOUR = 3_600_000;
/** Where the exporter of the tests looks, whatever the partition: its environment names this region. */
const REGION = 'us-east-1';

/** `now` is Unix milliseconds. Somebody else did it to the user. */
export function boardEvents({ accountId }: BoardAccount, user: string, now: number): GivenEvent[] {
  const admin = { type: 'IAMUser', accountId, userName: 'admin' };
  const root = { type: 'Root', accountId };
  const event = (hours: number, eventName: string, more: Partial<GivenEvent> = {}): GivenEvent => ({
    eventVersion: '1.10',
    eventID: `event-${hours}`,
    eventTime: new Date(now - hours * HOUR).toISOString().replace(/\.\d+Z$/, 'Z'),
    awsRegion: REGION,
    eventSource: 'iam.amazonaws.com',
    eventName,
    eventType: 'AwsApiCall',
    recipientAccountId: accountId,
    userIdentity: admin,
    requestParameters: { userName: user },
    ...more,
  });
  const signIn = (hours: number, ConsoleLogin: 'Success' | 'Failure'): GivenEvent =>
    event(hours, 'ConsoleLogin', {
      eventSource: 'signin.amazonaws.com',
      eventType: 'AwsConsoleSignIn',
      userIdentity: root,
      requestParameters: null,
      responseElements: { ConsoleLogin },
      ...(ConsoleLogin === 'Failure' && { errorMessage: 'Failed authentication' }),
    });
  return [
    signIn(2, 'Success'),
    signIn(3, 'Failure'),
    event(4, 'CreateAccessKey'),
    event(5, 'UpdateAccessKey', { requestParameters: { userName: user, status: 'Active' } }),
    event(6, 'UpdateAccessKey', { requestParameters: { userName: user, status: 'Inactive' } }),
    event(7, 'DeleteAccessKey'),
    event(8, 'UpdateLoginProfile'),
    event(9, 'DeactivateMFADevice'),
    event(10, 'StopLogging', {
      eventSource: 'cloudtrail.amazonaws.com',
      requestParameters: { name: 'main' },
    }),
  ];
}
