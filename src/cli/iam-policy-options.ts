/** The options of `iam-policy`. */
import type { Command } from 'commander';
import { PERMITTED_COMMANDS, type PermittedCommand } from '../model/command-permissions.ts';
import { type OptionDeclaration, toOption } from './option.ts';

export interface IamPolicyOptions {
  readonly account: string | undefined;
  readonly commands: readonly PermittedCommand[];
}

const IAM_POLICY_OPTIONS = {
  account: {
    name: 'account',
    value: 'name',
    description: "Print the policy of the role of this account, by its name or id, instead of the exporter's own.",
  },
  command: {
    name: 'command',
    value: 'command',
    choices: PERMITTED_COMMANDS,
    many: true,
    description: 'Allow what this command needs too.',
  },
} as const satisfies Record<string, OptionDeclaration>;

export const IAM_POLICY_DESCRIPTION = 'Print the least IAM policy that the configuration needs.';

interface Values {
  readonly account?: string;
  readonly command?: readonly PermittedCommand[];
}

export function addIamPolicyOptions(command: Command, chosen: (options: IamPolicyOptions) => void): void {
  command.allowExcessArguments(false);
  for (const declaration of Object.values<OptionDeclaration>(IAM_POLICY_OPTIONS))
    command.addOption(toOption(declaration));
  command.action(({ account, command: commands = [] }: Values) => chosen({ account, commands }));
}
