/** What is said of words on the command line that are wrong. */
import { expect, test } from '@jest/globals';
import { run } from './run.ts';

test.each([
  [['--listen'], 'error: unknown option --listen\n'],
  [['--config.file'], "error: option '--config.file <file>' argument missing\n"],
  [['--config.fle', 'a'], 'error: unknown option --config.fle: did you mean --config.file?\n'],
  [['--config.fle=/etc/exporter/config.yaml'], 'error: unknown option --config.fle: did you mean --config.file?\n'],
  [['--Log_Level=debug'], 'error: unknown option --Log_Level: did you mean --log.level?\n'],
  [['chek'], 'error: unknown command chek: did you mean check?\n'],
  [['policy'], 'error: unknown command policy: did you mean iam-policy?\n'],
  [['report.csv'], 'error: unknown command report.csv: write check report.csv to check a report file\n'],
  [
    ['serve'],
    'error: unknown command serve: the commands are iam-policy, check, whoami, accounts, evidence, keys, whose, activity, rules, dashboards and schema; without one the exporter serves metrics\n',
  ],
  [['iam-policy', 'x'], "error: too many arguments for 'iam-policy'. Expected 0 arguments but got 1.\n"],
  [['iam-policy', '--accounts', 'x'], 'error: unknown option --accounts: did you mean --account?\n'],
  [['iam-policy', '--account'], "error: option '--account <name>' argument missing\n"],
  [['--account', 'x'], 'error: --account is an option of iam-policy, check, '],
  [
    ['--report-file', 'r.csv'],
    'error: --report-file is an option of check, evidence: write it behind the command, as in check --report-file\n',
  ],
  [['--output=json', 'check', 'reports'], 'error: --output is an option of check, whoami, '],
  [['--user', 'x', 'check'], 'error: --user is an option of check'],
  [['check', '--raport-file=a.csv'], 'error: unknown option --raport-file: did you mean --report-file?\n'],
  [['check', '--log.levle', 'debug'], 'error: unknown option --log.levle: did you mean --log.level?\n'],
  [
    ['check', '--severity=high'],
    "error: option '--severity <severity>' argument 'high' is invalid. Allowed choices are critical, warning, info.\n",
  ],
  [
    ['check', '--output', 'pdf'],
    "error: option '--output <format>' argument 'pdf' is invalid. Allowed choices are table, json, csv.\n",
  ],
  [
    ['check', '--fail-on', 'high'],
    "error: option '--fail-on <severity>' argument 'high' is invalid. Allowed choices are critical, warning, info.\n",
  ],
])('%j prints the problem to standard error and exits with 2', (args, problem) => {
  const { result, out, error } = run(args);

  expect(result).toEqual({ command: 'exit', code: 2 });
  expect(out).toBe('');
  expect(error.startsWith(problem.trimEnd())).toBe(true);
});
