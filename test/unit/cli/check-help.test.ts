import { expect, test } from '@jest/globals';
import { CHECK_EXIT_CODES } from '../../../src/cli/check-exit-codes.ts';
import { run } from './run.ts';

test('the help of check lists its exit codes, in lines that a terminal can show', () => {
  const { out } = run(['check', '--help']);

  const [, codes = ''] = out.split('Exit codes:\n');
  expect(codes.match(/^ {2}\d[\d, ]* {2}/gm)?.map((code) => code.trim())).toEqual(
    CHECK_EXIT_CODES.map(([code]) => code),
  );
  expect(codes.replaceAll(/\s+/g, ' ')).toContain('a readable cell that a chosen check needs');
  expect(Math.max(...codes.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
});
