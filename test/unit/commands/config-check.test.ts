import { expect, test } from '@jest/globals';
import { printConfigCheck } from '../../../src/commands/config-check.ts';
import { goodConfig } from '../config/read.ts';

test('a report file whose disk does not answer is warned of after ten seconds', async () => {
  const printed = { out: '', error: '' };
  const slept: number[] = [];
  await printConfigCheck(
    {
      printOut: (text) => Promise.resolve(void (printed.out += text)),
      printError: (text) => Promise.resolve(void (printed.error += text)),
      clock: { now: () => 0, passed: () => 0, sleep: (ms) => Promise.resolve(void slept.push(ms)) },
    },
    { configFile: 'exporter.yml', webConfigFile: undefined },
    goodConfig('accounts: [{ name: a, reportFile: /mnt/a.csv }]'),
    () => new Promise(() => undefined),
  );

  expect(printed).toEqual({
    out: 'exporter.yml is good: 1 account\n',
    error: 'warning: the report file of "a" cannot be read: its disk does not answer: /mnt/a.csv\n',
  });
  expect(slept).toEqual([10_000]);
});

test.each([
  ['organization: { roleName: x }', 'the accounts of the organization'],
  ['organization: { roleName: x }\naccounts: [{ name: a }]', '1 account, and the accounts of the organization'],
])('an organization is said to be one: %j', async (yaml, said) => {
  let out = '';
  const printOut = (text: string) => Promise.resolve(void (out += text));
  const clock = { now: () => 0, passed: () => 0, sleep: () => Promise.resolve() };
  const printError = () => Promise.resolve();

  await printConfigCheck(
    { printOut, printError, clock },
    { configFile: 'exporter.yml', webConfigFile: undefined },
    goodConfig(yaml),
  );

  expect(out).toBe(`exporter.yml is good: ${said}\n`);
});
