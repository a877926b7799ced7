import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { PROXY_VARIABLES } from '../../../src/model/proxy-variables.ts';

const SOURCES = ['src/config/aws-environment.ts', 'src/config/aws-files.ts', 'src/config/aws-urls.ts'];

test('the page about trouble names each variable that is refused or warned of', () => {
  const page = readFileSync('docs/troubleshooting.md', 'utf8');
  const section = page.split('\n## ').find((part) => part.startsWith('Variables that are refused')) ?? '';
  const code = SOURCES.map((file) => readFileSync(file, 'utf8')).join('');
  const named = new Set(code.match(/\b(?:AWS|NODE)_[A-Z_]+\b/g));
  // Told as the other way.
  named.delete('NODE_EXTRA_CA_CERTS');
  const upper = PROXY_VARIABLES.filter((name) => name === name.toUpperCase());

  expect(named.size).toBeGreaterThan(15);
  expect([...named, ...upper].filter((name) => !section.includes(name))).toEqual([]);
});
