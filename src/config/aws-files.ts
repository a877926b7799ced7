/** Files that variables of AWS name, looked at when the exporter starts. */
import { readFileSync } from 'node:fs';
import type { Environment } from '../model/environment.ts';
import { systemErrorInWords } from '../model/system-error.ts';
import type { AwsEnvironment } from './aws-environment.ts';
import { profileProblems } from './aws-profile.ts';

export function checkAwsFiles(environment: Environment): AwsEnvironment {
  return {
    problems: [...profileProblems(environment), ...bundleProblems(environment)],
    warnings: badToken(environment),
  };
}

function bundleProblems({ AWS_CA_BUNDLE: file }: Environment): string[] {
  if (!file) return [];
  try {
    if (readFileSync(file, 'latin1').includes('-----BEGIN CERTIFICATE-----')) return [];
    return ['AWS_CA_BUNDLE: the file has no certificate: it must be in the form PEM'];
  } catch (error) {
    return [`AWS_CA_BUNDLE: the file cannot be read: ${systemErrorInWords(error)}`];
  }
}

/** The SDK then asks without it. */
function badToken({ AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file }: Environment): string[] {
  const token = file ? readIfThere(file) : '';
  if (!/[\r\n]/.test(token)) return [];
  return [
    'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: the token in the file has a line break, so that the AWS SDK asks without it: write the file with printf in place of echo',
  ];
}

/** What keeps the file from being read is told when it is needed: it may be written later. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
