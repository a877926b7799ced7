/** What is said about a command or an option that is not known. */
import type { Command } from 'commander';
import { didYouMean } from '../config/did-you-mean.ts';

/** Commander's message, or a better one: it compares an option together with the value behind its `=`, and repeats the value. */
export function improved(message: string, commands: readonly Command[]): string {
  const [, option] = /^error: unknown option '(--?[^'=]+)/.exec(message) ?? [];
  if (option === undefined) return message;
  const owners = commands.filter(({ options }) => options.some(({ long }) => long === option));
  // Commander reads the options before a command as those of the exporter itself.
  if (owners.length > 0) {
    const names = owners.map((command) => command.name());
    return `error: ${option} is an option of ${names.join(', ')}: write ${names.map((name) => `${name} ${option}`).join(' or ')}\n`;
  }
  const known = commands.flatMap(({ options }) => options.map(({ long }) => long ?? ''));
  return `error: unknown option ${option}${didYouMean(option, [...known, '--help'])}\n`;
}

export function unknownCommand(word: string, known: readonly string[]): string {
  if (word.endsWith('.csv')) return `error: unknown command ${word}: write check ${word} to check a report file`;
  const list = `the commands are ${known.slice(0, -1).join(', ')} and ${known.at(-1)}; without one the exporter serves metrics`;
  return `error: unknown command ${word}${didYouMean(word, known) || `: ${list}`}`;
}
