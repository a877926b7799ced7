/** An option of a command: declared once, for the command line and for the docs. */
import { InvalidArgumentError, Option } from 'commander';

export interface OptionDeclaration {
  /** Without the dashes. */
  readonly name: string;
  /** What to write for the value; none for a switch. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  /** It may be given several times. */
  readonly many?: true;
  readonly description: string;
}

export function toOption({ name, value, choices, default: fallback, many, description }: OptionDeclaration): Option {
  const help = many === true ? `${description} May be given several times.` : description;
  const option = new Option(value === undefined ? `--${name}` : `--${name} <${value}>`, help);
  if (fallback !== undefined) option.default(fallback);
  if (choices !== undefined) option.choices(choices);
  if (many !== true) return option;
  return option.argParser((text, before: readonly string[] | undefined) => {
    if (choices?.includes(text) === false) {
      throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    }
    return [...(before ?? []), text];
  });
}
