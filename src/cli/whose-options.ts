/** The options of `whose`, declared once: the command line reads them, and docs/whose.md lists them. */
import type { Command } from 'commander';
import { type OptionDeclaration, toOption } from './option.ts';

export type WhoseOutput = 'text' | 'json';

export interface WhoseOptions {
  /** As they were given; `-` stands for standard input. */
  readonly keyIds: readonly string[];
  readonly leaked: boolean;
  readonly output: WhoseOutput;
}

export const WHOSE_OPTIONS = {
  leaked: {
    name: 'leaked',
    description: 'Say how to contain the damage of a key that somebody else may have, instead of how to rotate it.',
  },
  output: {
    name: 'output',
    value: 'format',
    choices: ['text', 'json'],
    default: 'text',
    description: 'How to print the answers.',
  },
} as const satisfies Record<string, OptionDeclaration>;

export const WHOSE_DESCRIPTION =
  'Say whose an access key is, who made it, whether and by what it is used, and which step of its rotation comes next, or how the damage is contained if it has leaked. Reads only. Exit code 0: every key is known; 1: a key is of no configured account, of a session, or does not exist; 2: a wrong flag, id or configuration; 3: something could not be read, so that an answer is not complete, or a line of standard input is no id.';

export function addWhoseOptions(command: Command, chosen: (options: WhoseOptions) => void): void {
  command.argument(
    '<ids...>',
    'Ids of access keys, or - for standard input, with one in each line. Blank lines and lines that begin with # are skipped.',
  );
  for (const declaration of Object.values<OptionDeclaration>(WHOSE_OPTIONS)) command.addOption(toOption(declaration));
  command.action((keyIds: readonly string[], given: { leaked?: true; output: WhoseOutput }) =>
    chosen({ keyIds, leaked: given.leaked === true, output: given.output }),
  );
}
