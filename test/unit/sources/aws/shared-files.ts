/** The shared files of AWS, in a folder of each test. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach } from '@jest/globals';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import type { Variables } from './chain-failures.ts';

export let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});

/** @param name within the folder. */
export async function file(name: string, content: string): Promise<string> {
  const whole = path.join(folder, name);
  await mkdir(path.dirname(whole), { recursive: true });
  await writeFile(whole, content);
  return whole;
}

export async function config(text: string): Promise<Variables> {
  return { AWS_CONFIG_FILE: await file('config', text), AWS_SHARED_CREDENTIALS_FILE: '/dev/null', HOME: folder };
}
