/** What a person does next about an access key, with the command for it. The exporter runs none of them. */
import type { RotationStep } from './rotation-step.ts';
import type { UserAccessKey } from '../model/access-key.ts';
import { type UnixSeconds, wholeDaysBetween } from '../model/time.ts';
import { shellWord } from '../model/shell-word.ts';

export interface NextStep {
  /** A few words. */
  readonly title: string;
  readonly text: string;
  readonly command?: string;
}

/** No program needs it, and nobody but root can delete it. */
export const ROOT_KEY: NextStep = {
  title: 'delete as root',
  text: 'Find what uses it, give that a role, then sign in as root and delete the key.',
};

/** What stands beside the step, so that nobody has to ask for it. */
export interface Beside {
  /** Since when it is inactive, as far as the event history goes back. */
  readonly life: boolean;
  /** What uses it. */
  readonly use: boolean;
}

const NOTHING: Beside = { life: false, use: false };

export function nextStep(
  userName: string,
  key: UserAccessKey,
  step: RotationStep,
  now: UnixSeconds,
  { life, use }: Beside = NOTHING,
): NextStep {
  const user = `--user-name=${shellWord(userName)}`;
  const ofKey = `${user} --access-key-id ${key.id}`;
  switch (step.step) {
    case 'none':
      return { title: 'none', text: 'None: the policy finds nothing about it that is not exempt.' };
    case 'deactivate':
      return {
        title: 'deactivate',
        text: `Deactivate it.${idleText(key, now)} You can activate it again.`,
        command: `aws iam update-access-key ${ofKey} --status Inactive`,
      };
    case 'delete':
      return {
        title: 'delete, after a look',
        text: `Delete it, if it was deactivated so long ago that somebody would have missed it. ${life ? 'Its life says when that was.' : 'The event history says when that was:'}`,
        command: life ? `aws iam delete-access-key ${ofKey}` : lifeOf(key),
      };
    case 'wait':
      return {
        title: 'wait, then delete',
        text: 'Wait some weeks, in case somebody misses it, and delete it then.',
      };
    case 'create-second':
      return {
        title: 'create a second key',
        text: 'Create a second key, and give it to the programs that use this one. A role instead of the user is better still.',
        command: `aws iam create-access-key ${user}`,
      };
    case 'finish-other':
      return {
        title: 'finish with the other key',
        text: `Finish with the other key ${step.other.id} first: it does not work, and a user can have two keys. Then create a second one.`,
      };
    case 'move-programs':
      return {
        title: 'move programs to the newer key',
        text: `Find what still uses it, and give it the newer key ${step.newer.id}. The event history has no reads and writes of objects in S3 and the like${use ? '.' : ':'}`,
        ...(!use && { command: eventsOf(key) }),
      };
    case 'move-to-this':
      return {
        title: 'see the older key',
        text: `Look at the older key ${step.older.id} first: programs have to move from there to this one.`,
      };
    case 'nobody-moved':
      return {
        title: 'stop: nobody moved',
        text: `Stop: this key does not work, and the newer one ${step.newer.id} was never used. If a program fails, activate this one again.`,
        command: `aws iam update-access-key ${ofKey} --status Active`,
      };
    case 'unknown':
      return {
        title: 'not known',
        text: 'Not known: when a key was last used, which key is newer, or what the report says of it, is not known.',
      };
  }
}

function idleText({ lastUsed }: UserAccessKey, now: UnixSeconds): string {
  if (lastUsed === undefined) return '';
  if (lastUsed === 'never') return ' Nobody has ever used it.';
  return ` Nobody has used it for ${wholeDaysBetween(lastUsed.at, now)} days.`;
}

/** Its creation and each change of its state. IAM's events are in this region alone. Source: CloudTrail user guide. */
function lifeOf({ id }: UserAccessKey): string {
  return `aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=ResourceName,AttributeValue=${id}`;
}

/** The event history is kept by region, the newest first. Source: CloudTrail API reference, LookupEvents. */
function eventsOf({ id, lastUsed }: UserAccessKey): string {
  const region = typeof lastUsed === 'object' ? lastUsed.region : undefined;
  const attribute = `AttributeKey=AccessKeyId,AttributeValue=${id}`;
  const inRegion = region === undefined ? '' : ` --region ${shellWord(region)}`;
  return `aws cloudtrail lookup-events${inRegion} --max-items 50 --lookup-attributes ${attribute}`;
}
