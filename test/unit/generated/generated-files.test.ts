import { expect, test } from '@jest/globals';
import { POLICY_EXAMPLE } from '../../../scripts/generated/checks-page.ts';
import {
  DEFAULTS_EXAMPLE,
  EXAMPLE,
  EXTENSION_EXAMPLE,
  ORGANIZATION_EXAMPLE,
  WATCH_EXAMPLE,
} from '../../../scripts/generated/configuration-page.ts';
import { GENERATED_FILES, isCurrent } from '../../../scripts/generated/files.ts';
import { readConfig } from '../../../src/config/load-config.ts';

test.each(GENERATED_FILES.map((file) => ({ path: file.path, file })))(
  '$path says what its declaration says; if not: npm run generate',
  async ({ file }) => {
    expect(await isCurrent(file)).toBe(true);
  },
);

test.each([
  ['docs/configuration.md', EXAMPLE],
  ['docs/configuration.md (with anchors)', EXTENSION_EXAMPLE],
  ['docs/configuration.md (with defaults)', DEFAULTS_EXAMPLE],
  ['docs/configuration.md (with an organization)', ORGANIZATION_EXAMPLE],
  ['docs/configuration.md (the watch)', `accounts: [{ name: audit }]\n${WATCH_EXAMPLE}`],
  ['docs/checks.md', POLICY_EXAMPLE],
])('the example in %s is a good configuration', (_page, example) => {
  expect(readConfig(example, 'example.yaml', '.')).toMatchObject({ ok: true, warnings: [] });
});
