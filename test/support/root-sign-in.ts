import type { GivenEvent } from './fake-aws/lookup-envelope.ts';

/**
 * The record of a sign-in as root. Source: CloudTrail user guide, "AWS Management Console sign-in events".
 *
 * @param at Unix milliseconds.
 */
export function rootSignIn(accountId: string, at: number, more: Partial<GivenEvent> = {}): GivenEvent {
  return {
    eventVersion: '1.10',
    eventID: `root-sign-in-${at}`,
    eventTime: new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    awsRegion: 'us-east-1',
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    eventCategory: 'Management',
    managementEvent: true,
    readOnly: false,
    recipientAccountId: accountId,
    userIdentity: { type: 'Root', principalId: accountId, arn: `arn:aws:iam::${accountId}:root`, accountId },
    responseElements: { ConsoleLogin: 'Success' },
    ...more,
  };
}
