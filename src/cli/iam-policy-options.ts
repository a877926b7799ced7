/** The options of `iam-policy`. */
import type { Command } from 'commander';
import { PERMITTED_COMMANDS, type PermittedCommand } from '../model/command-permissions.ts';
import { POLICY_DOCUMENTS, type PolicyDocumentName } from '../model/policy-document.ts';
import { type OptionDeclaration, toOption } from './option.ts';

export interface IamPolicyOptions {
  readonly account: string | undefined;
  readonly commands: readonly PermittedCommand[];
  readonly document: PolicyDocumentName | undefined;
  readonly principal: string | undefined;
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
  for: {
    name: 'for',
    value: 'document',
    choices: POLICY_DOCUMENTS,
    description:
      "For an organization, print this instead of the exporter's own policy: policy or trust policy of the role in each account (member), or of `organization.roleArn` (reader).",
  },
  principal: {
    name: 'principal',
    value: 'arn',
    description: 'Role or user that the exporter runs as, for a trust policy.',
  },
} as const satisfies Record<string, OptionDeclaration>;

export const IAM_POLICY_DESCRIPTION = 'Print the least IAM policy that the configuration needs.';

interface Values {
  readonly account?: string;
  readonly command?: readonly PermittedCommand[];
  readonly for?: PolicyDocumentName;
  readonly principal?: string;
}

export function addIamPolicyOptions(command: Command, chosen: (options: IamPolicyOptions) => void): void {
  command.allowExcessArguments(false);
  for (const declaration of Object.values<OptionDeclaration>(IAM_POLICY_OPTIONS))
    command.addOption(toOption(declaration));
  command.action(({ account, command: commands = [], for: document, principal }: Values) =>
    chosen({ account, commands, document, principal }),
  );
}
