/**
 * What CloudTrail says of an event beside its record, and by which it can be looked up. `Username` is the name of a user, `root`, or
 * the name of a session; both it and the key are absent where a service assumed a role.
 * Source: CloudTrail API reference, Event; what is absent: recorded events.
 */
import type { Event, Resource } from '@aws-sdk/client-cloudtrail';

/** A record as CloudTrail writes it. */
export interface GivenEvent {
  readonly eventID: string;
  /** ISO 8601, to the second. */
  readonly eventTime: string;
  readonly awsRegion: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly readOnly?: boolean;
  /** Absent: it is one. */
  readonly managementEvent?: boolean;
  readonly userIdentity?: GivenIdentity;
  readonly requestParameters?: unknown;
  readonly responseElements?: unknown;
  readonly [member: string]: unknown;
}

interface GivenIdentity {
  readonly type?: string;
  readonly principalId?: string;
  readonly arn?: string;
  readonly userName?: string;
  readonly accessKeyId?: string;
  readonly [member: string]: unknown;
}

export type Envelope = Required<Pick<Event, 'EventId' | 'EventName' | 'EventSource' | 'EventTime' | 'ReadOnly'>> & {
  readonly Username?: string;
  readonly AccessKeyId?: string;
  readonly Resources: readonly Required<Resource>[];
};

export function envelopeOf(event: GivenEvent): Envelope {
  const { userIdentity: identity = {} } = event;
  const username = usernameOf(identity);
  return {
    EventId: event.eventID,
    EventName: event.eventName,
    EventSource: event.eventSource,
    EventTime: new Date(event.eventTime),
    ReadOnly: String(event.readOnly ?? false),
    ...(username !== undefined && { Username: username }),
    ...(identity.accessKeyId && { AccessKeyId: identity.accessKeyId }),
    Resources: resourcesOf(event),
  };
}

function usernameOf({ type, userName, principalId = '', arn = '', accessKeyId }: GivenIdentity): string | undefined {
  switch (type) {
    case 'Root':
      return 'root';
    case 'AssumedRole':
      return accessKeyId ? principalId.split(':')[1] : undefined;
    case 'FederatedUser':
      return arn.split('/')[1];
    default:
      return userName;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  accessKeyId: 'AWS::IAM::AccessKey',
  groupName: 'AWS::IAM::Group',
  policyArn: 'AWS::IAM::Policy',
  roleArn: 'AWS::IAM::Role',
  roleName: 'AWS::IAM::Role',
  serialNumber: 'AWS::IAM::MfaDevice',
  userName: 'AWS::IAM::User',
};

/** Of what was asked for and what was answered, each once. */
function resourcesOf({ requestParameters, responseElements }: GivenEvent): Required<Resource>[] {
  const found = new Map<string, Required<Resource>>();
  const parts = [requestParameters, responseElements, ...membersOf(responseElements).map(([, value]) => value)];
  for (const part of parts) {
    for (const [member, name] of membersOf(part)) {
      const type = TYPES[member];
      if (type !== undefined && typeof name === 'string')
        found.set(`${type} ${name}`, { ResourceType: type, ResourceName: name });
    }
  }
  return [...found.values()];
}

function membersOf(value: unknown): [name: string, value: unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
