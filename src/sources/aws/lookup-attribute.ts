import type { LookupAttribute } from '@aws-sdk/client-cloudtrail';
import type { ActivityQuestion, ActivitySubject } from '../../model/activity-source.ts';

/**
 * The questions to LookupEvents that find every event that is asked about, each with one attribute, as AWS takes no second one.
 * undefined: one without any, by which AWS gives all events.
 *
 * `Username` is the name of a user, `root`, or the name of a role's session, so that it does not find a role. `ResourceName` would
 * find the calls by which somebody assumed the role, and not what it did then. Both `Username` and `AccessKeyId` are absent where a
 * service assumed it.
 * Source: CloudTrail user guide, "Viewing recent management events with the AWS CLI"; the last sentence: recorded events.
 */
export function lookupAttributes({
  subject,
  events,
}: Pick<ActivityQuestion, 'subject' | 'events'>): readonly (LookupAttribute | undefined)[] {
  const ofSubject = attributeOf(subject);
  if (ofSubject !== undefined) return [ofSubject];
  if (events.length === 0) return [undefined];
  return [...new Set(events)].map((event) => ({ AttributeKey: 'EventName', AttributeValue: event }));
}

function attributeOf(subject: ActivitySubject): LookupAttribute | undefined {
  switch (subject.of) {
    case 'user':
    case 'session':
      return { AttributeKey: 'Username', AttributeValue: subject.name };
    case 'root':
      return { AttributeKey: 'Username', AttributeValue: 'root' };
    case 'key':
      return { AttributeKey: 'AccessKeyId', AttributeValue: subject.id };
    case 'target':
      return { AttributeKey: 'ResourceName', AttributeValue: subject.name };
    case 'role':
    case 'anybody':
      return undefined;
  }
}
