/** Settings of a profile in the shared AWS files that the SDK passes over without a word. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../model/environment.ts';

/** And the variable that counts before it. */
const TOGGLES = [
  ['use_fips_endpoint', 'AWS_USE_FIPS_ENDPOINT'],
  ['use_dualstack_endpoint', 'AWS_USE_DUALSTACK_ENDPOINT'],
] as const;

/** Of a word that the SDK takes for false. */
export function profileProblems(environment: Environment): string[] {
  const { AWS_PROFILE: profile = '' } = environment;
  const settings = settingsOf(profile === '' ? 'default' : profile, textOf(environment));
  return TOGGLES.filter(([key, variable]) => {
    return !environment[variable] && !['true', 'false', undefined].includes(settings.get(key));
  }).map(([key]) => `${key} of the profile in the shared AWS config file: must be true or false, in lower case`);
}

/** Empty: there is none, or nobody can read it, which the SDK takes for a file without profiles. */
function textOf({ AWS_CONFIG_FILE: named = '', HOME: home = '' }: Environment): string {
  if (named === '' && home === '') return '';
  const file = named === '' ? path.join(home, '.aws/config') : named;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** A setting that stands deeper is one of another. */
function settingsOf(profile: string, text: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  let isIn = false;
  for (const line of text.split(/\r?\n/)) {
    const [, section] = /^\s*\[([^\]]*)\]/.exec(line) ?? [];
    if (section !== undefined)
      isIn =
        section
          .trim()
          .replace(/^profile\s+/, '')
          .replaceAll(/["']/g, '') === profile;
    const [, key, value] = /^(\w+)\s*=\s*([^#;]*)/.exec(line) ?? [];
    if (isIn && key !== undefined && value !== undefined) settings.set(key, value.trim());
  }
  return settings;
}
