/** How what somebody made or changed with a key is stopped. The records of CloudTrail stay as evidence, whatever is put back. */
import type { ActivityEvent } from '../model/activity-event.ts';
import type { LeftBehind } from '../model/key-activity.ts';
import { type AccountCommand, type ContainmentStep, step } from './containment-step.ts';
import { deactivateKey, denyOlderSessionsOfUser, denyRole, denyUser } from './revocation-commands.ts';
import { shellWord } from '../model/shell-word.ts';

export function stopWhatItMade({ made, changed }: LeftBehind): readonly ContainmentStep[] {
  const isItsOwn = (event: ActivityEvent) => made.some((other) => owns(other, event));
  const passwords = [...made, ...changed].filter(({ name }) => name.endsWith('LoginProfile'));
  const stopping = made.flatMap((event) => commandsOf(event, stop(event)));
  const putOnUsers = passwords
    .filter((event) => !isItsOwn(event))
    .flatMap((event) => commandsOf(event, takeOff(event)));
  const toPutBack = changed.filter((event) => !passwords.includes(event) && !isItsOwn(event));
  const puttingBack = toPutBack.flatMap((event) => commandsOf(event, putBack(event)));
  return [
    ...stepOf(
      'stop what it made',
      'Stop what it made, unless you know that it is yours. Do not delete it: it is evidence.',
      stopping,
    ),
    ...stepOf(
      'take its passwords off',
      'It put a password on a user that was there before. The user is yours, the password is not: delete the password, unless you know that it is yours, and deny the sessions that somebody has in the console with it.',
      putOnUsers,
    ),
    ...(toPutBack.length === 0
      ? []
      : [
          step(
            'put back what it changed',
            'Put back what it changed, unless you know that it is yours. For an inline policy, a version of a policy, who may assume a role, and what a trail records there is no command here: look at each in the account.',
            distinct(puttingBack),
          ),
        ]),
  ];
}

/** Whether the first call made the user or the role that the second one is about: that is denied everything. */
function owns(maker: ActivityEvent, { accountId, targets }: ActivityEvent): boolean {
  const kind = maker.name === 'CreateUser' ? 'user' : maker.name === 'CreateRole' ? 'role' : undefined;
  const name = kind && named(maker, kind);
  return name !== undefined && maker.accountId === accountId && targets.some((t) => t.kind === kind && t.name === name);
}

function stop(event: ActivityEvent): string | undefined {
  const [user, key, role] = [named(event, 'user'), named(event, 'access-key'), named(event, 'role')];
  if (event.name === 'CreateAccessKey') return user && key && deactivateKey(user, key);
  if (event.name === 'CreateUser') return user && denyUser(user);
  return event.name === 'CreateRole' ? role && denyRole(role) : undefined;
}

/** Its sessions in the console live on without it. Source: IAM user guide, "Revoke IAM role temporary security credentials". */
function takeOff(event: ActivityEvent): readonly string[] {
  const user = named(event, 'user');
  if (user === undefined) return [];
  return [`aws iam delete-login-profile --user-name=${shellWord(user)}`, denyOlderSessionsOfUser(user)];
}

function putBack(event: ActivityEvent): string | undefined {
  const option = (name: string, kind: ActivityEvent['targets'][number]['kind']) => {
    const target = event.targets.find((each) => each.kind === kind);
    return target && ` --${name}=${shellWord(target.arn ?? target.name)}`;
  };
  const of = (command: string, ...options: readonly (string | undefined)[]) =>
    options.includes(undefined) ? undefined : `aws ${command}${options.join('')}`;
  const [user, policy, group] = [
    option('user-name', 'user'),
    option('policy-arn', 'policy'),
    option('group-name', 'group'),
  ];
  switch (event.name) {
    case 'AttachUserPolicy':
      return of('iam detach-user-policy', user, policy);
    case 'AttachGroupPolicy':
      return of('iam detach-group-policy', group, policy);
    case 'AttachRolePolicy':
      return of('iam detach-role-policy', option('role-name', 'role'), policy);
    case 'AddUserToGroup':
      return of('iam remove-user-from-group', user, group);
    case 'UpdateAccessKey': {
      const [name, key] = [named(event, 'user'), named(event, 'access-key')];
      return name && key && deactivateKey(name, key);
    }
    case 'StopLogging':
      return of(`cloudtrail start-logging --region ${shellWord(event.region)}`, option('name', 'trail'));
  }
  return undefined;
}

function named({ targets }: ActivityEvent, kind: string): string | undefined {
  return targets.find((target) => target.kind === kind)?.name;
}

function commandsOf({ accountId }: ActivityEvent, commands: string | readonly string[] | undefined): AccountCommand[] {
  return [commands ?? []].flat().map((command) => ({ accountId, command }));
}

function stepOf(title: string, text: string, commands: readonly AccountCommand[]): readonly ContainmentStep[] {
  return commands.length === 0 ? [] : [step(title, text, distinct(commands))];
}

function distinct(commands: readonly AccountCommand[]): readonly AccountCommand[] {
  return [...new Map(commands.map((command) => [JSON.stringify(command), command])).values()];
}
