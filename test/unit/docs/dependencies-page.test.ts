/** docs/dependencies.md says why each production dependency is there; `npm run generate` counts its size and looks for its room. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { DEPENDENCY_REASONS } from '../../../scripts/generated/dependency-reasons.ts';

it('has a reason for each dependency of package.json, and none for another package', () => {
  const manifest = readFileSync(path.resolve(import.meta.dirname, '../../../package.json'), 'utf8');
  const { dependencies } = JSON.parse(manifest) as { readonly dependencies: object };
  expect(Object.keys(DEPENDENCY_REASONS)).toEqual(Object.keys(dependencies));
});
