import { expect, test } from '@jest/globals';
import { run } from './run.ts';

test.each([
  [['--report-file', 'a.csv'], 'error: --report-file is an option of check: write check --report-file\n'],
  [['--output=json', 'check', 'reports'], 'error: --output is an option of check'],
  [['--summary', 'check', 'x'], 'error: --summary is an option of check'],
  [
    ['--account', 'x', 'check'],
    'error: --account is an option of iam-policy, check, whoami: write iam-policy --account or check --account or whoami --account\n',
  ],
])('%j: an option before its command is told with the command', (args, error) => {
  expect(run(args).error).toContain(error);
});
