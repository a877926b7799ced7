/** What a question asks for beside whose records. */
import type { ActivityQuestion } from '../../model/activity-source.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { isOneOf, type RecordCondition } from './record-condition.ts';

/**
 * A trail may also have what was done with data, in a log group or bucket of its own or in the same. The event history never has that,
 * and every source has to give the same answer.
 */
export const MANAGEMENT: RecordCondition = { path: 'eventCategory', is: 'Management' };

const ACCOUNT_ID = /^\d{12}$/;
const REGION = /^[a-z0-9-]{1,32}$/;
const EVENT_NAME = /^\w{1,128}$/;

/** Throws RefreshFailure for what is not asked for. */
export function inAccount({ accountId }: Pick<ActivityQuestion, 'accountId'>): RecordCondition[] {
  return accountId === undefined ? [] : [{ path: 'recipientAccountId', is: checked([accountId], ACCOUNT_ID)[0] ?? '' }];
}

export function inRegions({ regions = [] }: Pick<ActivityQuestion, 'regions'>): RecordCondition[] {
  return regions.length === 0 ? [] : [isOneOf('awsRegion', checked(regions, REGION))];
}

export function ofEvents(events: readonly string[]): RecordCondition[] {
  return events.length === 0 ? [] : [isOneOf('eventName', checked(events, EVENT_NAME))];
}

function checked(values: readonly string[], form: RegExp): readonly string[] {
  if (values.every((value) => form.test(value))) return values;
  throw new RefreshFailure(
    'configuration',
    'the name of an event, a region or an account has other characters than AWS gives it: AWS is not asked for it',
  );
}
