import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { awsEnvironment } from './exporter.ts';

/** Runs a script of this folder in a process of its own, against an AWS on loopback, and reads the JSON that it prints. */
export async function runProcess<Result>(script: string, args: readonly string[], awsUrl: string): Promise<Result> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file, ...args], {
    env: { PATH: process.env.PATH, ...awsEnvironment(awsUrl) },
  });
  return JSON.parse(stdout) as Result;
}
