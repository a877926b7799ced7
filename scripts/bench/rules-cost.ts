/** The program `rules-cost/`, which asks Prometheus' own packages what rules and boards cost, in both lines of Prometheus. */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

export const RULES = 'helm/iam-credential-exporter/files/rules.yaml';
const SOURCES = path.join(import.meta.dirname, 'rules-cost');

export const PROMETHEUS = [
  { version: '3.8', args: [] },
  { version: '2.42', args: ['-tags=prometheus2', '-modfile=prometheus-2.mod'] },
] as const;

const run = promisify(execFile);

/** The file of the program; `root` is the checkout. */
export async function builtRulesCost(root: string, { version, args }: (typeof PROMETHEUS)[number]): Promise<string> {
  const folder = path.join(root, '.cache/rules-cost');
  await mkdir(folder, { recursive: true });
  const program = path.join(folder, `prometheus-${version}`);
  await run('go', ['build', ...args, '-o', program, '.'], { cwd: SOURCES }).catch((cause: unknown) => {
    throw new Error('This group needs Go 1.26 or newer: .ci/provision installs one in .cache/e2e/go', { cause });
  });
  return program;
}

/** What it prints. */
export async function runRulesCost(program: string, scratch: string, args: readonly string[]): Promise<unknown> {
  const { stdout } = await run(program, args, { env: { TMPDIR: scratch }, maxBuffer: 2 ** 26 });
  return JSON.parse(stdout);
}
