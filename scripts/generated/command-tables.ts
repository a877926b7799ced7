/** The tables of the pages about commands: their options, and the values that they print. */
import type { Field } from '../../src/fields/field.ts';
import type { OptionDeclaration } from '../../src/cli/option.ts';
import { markdownTable } from './markdown-table.ts';

export function optionTable(options: Readonly<Record<string, OptionDeclaration>>): string {
  const rows = Object.values(options).map(({ name, value, choices, default: fallback, many, description }) => [
    `\`--${name}${value === undefined ? '' : ` ${value.toUpperCase()}`}\``,
    fallback === undefined ? '' : `\`${fallback}\``,
    [
      description,
      ...(choices === undefined ? [] : [`One of ${choices.map((choice) => `\`${choice}\``).join(', ')}.`]),
      ...(many === true ? ['May be given several times.'] : []),
    ].join(' '),
  ]);
  return markdownTable(['Option', 'Default', 'Meaning'], rows);
}

/** In code, what begins with dashes. */
export function exitCodeTable(codes: readonly (readonly [code: string, means: string])[]): string {
  const rows = codes.map(([code, means]) => [code, means.replaceAll(/--[a-z-]+/g, (option) => `\`${option}\``)]);
  return markdownTable(['Exit code', 'means'], rows);
}

export function fieldTable<Of>(fields: readonly Field<Of>[]): string {
  const rows = fields.map(({ name, type, help }) => [`\`${name}\``, typeOf(type), help]);
  return markdownTable(['Key', 'Type', 'Meaning'], rows);
}

function typeOf({ type, enum: values, format }: Readonly<Record<string, unknown>>): string {
  if (Array.isArray(values)) {
    return values.length > 5 ? 'text' : values.map((value) => `\`${String(value)}\``).join(', ');
  }
  const words: Readonly<Record<string, string>> = { string: 'text', integer: 'number', array: 'list' };
  return format === 'date-time' ? 'time' : (words[String(type)] ?? String(type));
}
