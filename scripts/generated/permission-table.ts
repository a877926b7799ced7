/** What a command needs to be allowed, for its page. */
import type { Permission } from '../../src/model/command-permissions.ts';
import { markdownTable } from './markdown-table.ts';

export function permissionTable(permissions: readonly Permission[]): string {
  const rows = permissions.map(({ actions, to, without = 'it does not work' }) => [
    actionsOf(actions),
    `to ${to}`,
    without,
  ]);
  return markdownTable(['Actions', 'The command needs them', 'Without them'], rows);
}

export function actionsOf(actions: readonly string[]): string {
  return actions.map((action) => `\`${action}\``).join(', ');
}

/** @param command as `iam-policy --command` takes it. */
export function printedBy(command: string): string {
  return `The exporter itself does not need them. \`iam-policy --command ${command}\` prints a policy with them, and \`iam-policy --command ${command} --account NAME\` that of the role in an account.`;
}
