/** What CloudTrail has of an account in the end-to-end tests of the watch. */
import type { GivenEvent } from '../../support/fake-aws/lookup-envelope.ts';
import { ownValue } from './aws-exporter.ts';

/** @param at Unix milliseconds. */
export function eventOf(accountId: string, at: number, more: Partial<GivenEvent>): GivenEvent {
  return {
    eventVersion: '1.10',
    eventID: `event-${at}-${more.eventName ?? ''}`,
    eventTime: new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    awsRegion: 'us-east-1',
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    eventType: 'AwsApiCall',
    recipientAccountId: accountId,
    userIdentity: { type: 'IAMUser', accountId, userName: 'deploy' },
    ...more,
  };
}

/**
 * Up to when the events of the home region were read, in Unix seconds. It is on the page together with what they show, where `fact_up` may
 * come a moment earlier.
 */
export function watermarkOf(page: string, accountName: string): number | undefined {
  const labels = `account_name="${accountName}",region="us-east-1",source="events"`;
  return ownValue(page, `activity_watermark_timestamp_seconds{${labels}}`);
}
