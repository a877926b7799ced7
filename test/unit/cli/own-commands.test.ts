/** The commands of the program itself that `whose` prints: pasted into a shell, they do what they say. */
import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { ownCommands } from '../../../src/cli/own-commands.ts';
import { run } from './run.ts';

/** What a shell makes of it. */
function wordsOf(command: string): string[] {
  return execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
}

test.each(['config.yaml', '/etc/exporter/config.yaml', "it's mine/$(id) & co.yaml", '--odd'])(
  'the configuration %s is named again',
  (configFile) => {
    const [program, ...args] = wordsOf(ownCommands(configFile).whose('AKIAIOSFODNN7EXAMPLE', 'AKIAI44QH8DHBEXAMPLE'));

    expect(program).toBe('iam-credential-exporter');
    expect(run(args).result).toMatchObject({
      command: 'whose',
      flags: { configFile },
      options: { keyIds: ['AKIAIOSFODNN7EXAMPLE', 'AKIAI44QH8DHBEXAMPLE'], leaked: true },
    });
  },
);

test('without a configuration none is named', () => {
  const own = ownCommands(undefined);

  expect(own.activity('AKIAIOSFODNN7EXAMPLE', '--since 89d')).toBe(
    'iam-credential-exporter activity --key AKIAIOSFODNN7EXAMPLE --since 89d',
  );
  expect(own.whose('AKIAIOSFODNN7EXAMPLE')).toBe('iam-credential-exporter whose --leaked AKIAIOSFODNN7EXAMPLE');
});
