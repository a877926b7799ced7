import { expect, test } from '@jest/globals';
import { createLog } from '../../../src/cli/log.ts';
import { type Flags, LOG_LEVELS } from '../../../src/config/flags.ts';
import type { Log } from '../../../src/model/log.ts';

/** The lines that a log of a level has written. */
function linesOf(
  level: Flags['logLevel'],
  use: (log: Log) => void,
  secrets: readonly string[] = [],
  logFormat: Flags['logFormat'] = 'json',
): string[] {
  let text = '';
  use(createLog({ logLevel: level, logFormat }, { write: (line) => (text += line) }, () => secrets));
  return text.split('\n').slice(0, -1);
}

function useEveryLevel(log: Log): void {
  log.info({ account: 'production' }, 'something\nhappened');
  log.warn({}, 'odd');
  log.error({}, 'bad');
}

test('an entry is one line of JSON with the time, the name of the level, the fields and the message', () => {
  const [line = ''] = linesOf('info', useEveryLevel);

  expect(JSON.parse(line)).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    account: 'production',
    msg: 'something\nhappened',
  });
});

test.each<[Flags['logLevel'], string[]]>([
  ['debug', ['info', 'warn', 'error']],
  ['info', ['info', 'warn', 'error']],
  ['warn', ['warn', 'error']],
  ['error', ['error']],
])('at the level %s what is less important is left out', (level, expected) => {
  const lines = linesOf(level, useEveryLevel);

  expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(expected);
});

test('every level that the flag takes is one that the log knows', () => {
  for (const level of LOG_LEVELS) expect(() => linesOf(level, useEveryLevel)).not.toThrow();
});

test('in logfmt an entry is one line too, whatever its values are', () => {
  const fields = {
    account: 'production',
    users: 12,
    empty: '',
    nothing: null,
    file: '/reports/a b.csv',
    name: 'a="b"',
    stack: ['one', 'two'],
  };
  const lines = linesOf('info', (log) => log.info(fields, 'something\nlevel=error msg=bad'), [], 'logfmt');

  expect(lines.map((line) => line.replace(/time=\S+ /, ''))).toEqual([
    [
      'level=info',
      'account=production',
      'users=12',
      'empty=""',
      'nothing=null',
      'file="/reports/a b.csv"',
      'name="a=\\"b\\""',
      'stack="[\\"one\\",\\"two\\"]"',
      'msg="something\\nlevel=error msg=bad"',
    ].join(' '),
  ]);
  expect(lines[0]).toMatch(/ time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /);
});

test('what is known to be a secret, or has the form of one, stands in no line, and the line stays JSON', () => {
  const key = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYab';

  const [line = ''] = linesOf('info', (log) => log.info({ id: 'swordfish' }, `sent swordfish and ${key}`), [
    'swordfish',
  ]);

  expect(JSON.parse(line)).toMatchObject({ id: '[cut]', msg: 'sent [cut] and [cut]' });
});
