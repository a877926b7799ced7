import { wrapped } from './wrapped.ts';

/** What the help of a command says of its exit codes. */
export function exitCodeHelp(codes: readonly (readonly [code: string, means: string])[]): string {
  const widest = Math.max(...codes.map(([code]) => code.length));
  const indent = ' '.repeat(widest + 4);
  const lines = codes.map(([code, means]) => wrapped(means, indent).replace(indent, `  ${code.padEnd(widest)}  `));
  return `\nExit codes:\n${lines.join('')}`;
}
