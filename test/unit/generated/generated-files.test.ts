import { expect, test } from '@jest/globals';
import { EXAMPLE } from '../../../scripts/generated/configuration-page.ts';
import { GENERATED_FILES, isCurrent } from '../../../scripts/generated/files.ts';
import { readConfig } from '../../../src/config/load-config.ts';

test('generated files say what their declarations say', async () => {
  const stale: string[] = [];
  for (const file of GENERATED_FILES) if (!(await isCurrent(file))) stale.push(file.path);

  // Run `npm run generate` to write them.
  expect({ stale, repair: 'npm run generate' }).toEqual({ stale: [], repair: 'npm run generate' });
});

test('the example in docs/configuration.md is a good configuration', () => {
  expect(readConfig(EXAMPLE, 'example.yaml', '.')).toMatchObject({ ok: true, warnings: [] });
});
