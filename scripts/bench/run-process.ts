import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { awsEnvironment } from './exporter.ts';

/**
 * Runs a script of `scripts/bench` in a process of its own, against an AWS on loopback, and reads the JSON that it prints.
 * `folder` is that of the build that is measured: its own script knows its own sources.
 */
export async function runProcess<Result>(
  folder: string,
  script: string,
  args: readonly string[],
  awsUrl: string,
): Promise<Result> {
  const file = path.join(folder, 'scripts/bench', script);
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...awsEnvironment(awsUrl) },
  });
  return JSON.parse(stdout) as Result;
}
