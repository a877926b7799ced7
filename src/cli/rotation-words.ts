/** What a person does next about an access key, with the command for it. The exporter runs none of them. */
import type { RotationStep } from '../checks/rotation-step.ts';
import type { UserAccessKey } from '../model/access-key.ts';
import { shellWord } from './shell-word.ts';

export interface NextStep {
  /** A few words. */
  readonly title: string;
  readonly text: string;
  readonly command?: string;
}

export function nextStep(userName: string, key: UserAccessKey, step: RotationStep): NextStep {
  const user = `--user-name ${shellWord(userName)}`;
  const ofKey = (id: string) => `${user} --access-key-id ${id}`;
  const { id } = key;
  switch (step.step) {
    case 'none':
      return { title: 'none', text: 'None: the key is within its limits.' };
    case 'deactivate':
      return {
        title: 'deactivate',
        text: 'Deactivate it: nobody uses it any more. You can activate it again.',
        command: `aws iam update-access-key ${ofKey(id)} --status Inactive`,
      };
    case 'delete':
      return {
        title: 'delete',
        text: 'Delete it: it has not worked for long, and takes a slot.',
        command: `aws iam delete-access-key ${ofKey(id)}`,
      };
    case 'wait':
      return { title: 'wait, then delete', text: 'Wait some days, in case somebody misses it, and delete it then.' };
    case 'create-second':
      return {
        title: 'create a second key',
        text: 'Create a second key, and give it to the programs that use this one. A role instead of the user is better still.',
        command: `aws iam create-access-key ${user}`,
      };
    case 'delete-other':
      return {
        title: 'delete the other key',
        text: 'Delete the other key, which does not work any more: a user can have two. Then create a second one.',
        command: `aws iam delete-access-key ${ofKey(step.other.id)}`,
      };
    case 'move-programs':
      return {
        title: 'move programs to the newer key',
        text: `Find what still uses it, and give it the newer key ${step.newer.id}.`,
        command: eventsOf(key),
      };
    case 'move-to-this':
      return {
        title: 'see the older key',
        text: `Look at the older key ${step.older.id} first: programs have to move from there to this one.`,
        command: `iam-credential-exporter whose ${step.older.id}`,
      };
    case 'nobody-moved':
      return {
        title: 'stop: nobody moved',
        text: `Stop: this key does not work, and the newer one ${step.newer.id} was never used. If a program fails, activate this one again.`,
        command: `aws iam update-access-key ${ofKey(id)} --status Active`,
      };
    case 'unknown':
      return { title: 'not known', text: 'Not known: it depends on something that could not be read.' };
  }
}

/** The event history is kept by region, the newest first. Source: CloudTrail API reference, LookupEvents. */
function eventsOf({ id, lastUsed }: UserAccessKey): string {
  const region = typeof lastUsed === 'object' ? lastUsed.region : undefined;
  const attribute = `AttributeKey=AccessKeyId,AttributeValue=${id}`;
  const inRegion = region === undefined ? '' : ` --region ${shellWord(region)}`;
  return `aws cloudtrail lookup-events${inRegion} --max-items 50 --lookup-attributes ${attribute}`;
}
