/** The file of `--web.config.file` while the exporter runs: what changes, what stays, and what is said of it. */
import { renameSync, writeFileSync } from 'node:fs';
import { rm, symlink, utimes } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { serverPair } from '../../support/certificates.ts';
import { CA, namesIn, started, TLS, users } from './started-web-config.ts';

describe('a change', () => {
  test('of the file counts from the next use on', async () => {
    const { write, settings, lines, loaded } = await started(users('alice'));
    expect(namesIn(await settings())).toEqual(['alice']);
    await write('web.yml', users('alice', 'bob'));
    expect(namesIn(await settings())).toEqual(['alice', 'bob']);
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ['info', 'web configuration loaded'],
      ['warn', expect.stringContaining('passwords cross the network')],
    ]);
    expect(loaded).toEqual([true]);
  });

  test('of the certificate too, also where it is a link that leads elsewhere then', async () => {
    const { writePair, pair, settings, inFolder, write } = await started(TLS);
    expect((await settings()).tls?.certificate).toBe(pair.certificate);
    const second = await writePair();
    expect((await settings()).tls?.certificate).toBe(second.certificate);

    const third = serverPair(CA);
    await write('elsewhere.crt', third.certificate);
    await write('elsewhere.key', third.key);
    for (const name of ['crt', 'key']) {
      await rm(inFolder(`server.${name}`));
      await symlink(`elsewhere.${name}`, inFolder(`server.${name}`));
    }
    expect((await settings()).tls?.certificate).toBe(third.certificate);
  });

  test('of the certificate counts also where it comes while the one before it is read', async () => {
    const pairs = [serverPair(CA), serverPair(CA)];
    const replace = (inFolder: (name: string) => string, pair = pairs.shift()) => {
      writeFileSync(inFolder('new'), pair?.certificate ?? '');
      renameSync(inFolder('new'), inFolder('server.crt'));
      writeFileSync(inFolder('new'), pair?.key ?? '');
      renameSync(inFolder('new'), inFolder('server.key'));
    };
    const [second, third] = pairs;
    const { settings, meanwhile, inFolder, pair } = await started(TLS, { atStart: replace });
    meanwhile(() => replace(inFolder));
    expect((await settings()).tls?.certificate).toBe(second?.certificate);
    expect((await settings()).tls?.certificate).toBe(third?.certificate);
    expect(second?.certificate).not.toBe(pair.certificate);
  });

  test('is not looked for twice within a second, and without one the same settings stay', async () => {
    const { write, source, settings, clock } = await started(users('alice'));
    const before = await settings();
    await write('web.yml', users('bob'));
    clock.pass(999);
    expect(await source()).toBe(before);
    clock.pass(1);
    const after = await source();
    expect(namesIn(after)).toEqual(['bob']);
    expect(await settings()).toBe(after);
  });

  test('is read once for all who ask at the same time', async () => {
    const { write, settings, source, loaded } = await started(users('alice'));
    await write('web.yml', users('bob'));
    const all = await Promise.all([settings(), source(), source()]);
    expect(all.map(namesIn)).toEqual([['bob'], ['bob'], ['bob']]);
    expect(loaded).toEqual([true]);
  });
});

describe('a bad change', () => {
  test('leaves everything as it was, and is told once', async () => {
    const { write, settings, lines, loaded } = await started(users('alice'));
    await write('web.yml', 'basic_auth_users: { alice: hunter2 }');
    expect(namesIn(await settings())).toEqual(['alice']);
    expect(namesIn(await settings())).toEqual(['alice']);
    expect(lines).toEqual([
      {
        level: 'error',
        message: 'the web configuration was refused; the one before it still runs',
        problems: [expect.stringMatching(/web\.yml:1: basic_auth_users: the value is not a bcrypt hash/)],
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('hunter2');

    await write('web.yml', users('bob'));
    expect(namesIn(await settings())).toEqual(['bob']);
    expect(loaded).toEqual([false, true]);
  });

  test('of a file that was touched is not told again, and another problem is', async () => {
    const { write, settings, lines, inFolder } = await started(users('alice'));
    await write('web.yml', 'x: 1');
    await settings();
    await utimes(inFolder('web.yml'), 1, 1);
    await settings();
    expect(lines).toHaveLength(1);
    await write('web.yml', 'y: 1');
    await settings();
    expect(lines).toHaveLength(2);
  });

  test.each([
    ['of the key alone', 'server.key', serverPair(CA).key, /is not the key of the certificate/],
    ['to no certificate', 'server.crt', '', /has no certificate/],
  ])('%s leaves the pair as it was until both fit', async (_what, name, text, problem) => {
    const { write, writePair, settings, pair, lines } = await started(TLS);
    await write(name, text);
    expect((await settings()).tls).toMatchObject({ certificate: pair.certificate, key: pair.key });
    expect(lines[0]?.problems).toEqual([expect.stringMatching(problem)]);
    const next = await writePair();
    expect((await settings()).tls).toMatchObject({ certificate: next.certificate, key: next.key });
  });

  test.each([
    [TLS, users('alice')],
    [users('alice'), TLS],
  ])('of %j to %j is none without a restart', async (before, after) => {
    const { write, settings, lines } = await started(before);
    const first = await settings();
    await write('web.yml', after);
    expect(await settings()).toBe(first);
    expect(lines[0]?.problems?.[0]).toMatch(/TLS can be turned on or off only by a restart$/);
  });

  test('that takes a file away leaves everything as it was', async () => {
    const { inFolder, settings, pair, lines } = await started(TLS);
    await rm(inFolder('server.crt'));
    expect((await settings()).tls?.certificate).toBe(pair.certificate);
    await rm(inFolder('web.yml'));
    expect((await settings()).tls?.certificate).toBe(pair.certificate);
    expect(lines.map(({ problems }) => problems?.[0])).toEqual([
      expect.stringMatching(/server\.crt: cannot be read: there is no such file$/),
      expect.stringMatching(/web\.yml: cannot be read: there is no such file$/),
    ]);
  });
});

test('a disk that does not answer keeps the first ones waiting for a second, and the others not at all', async () => {
  let hangs = false;
  const answer = () => (hangs ? new Promise<string>(() => undefined) : Promise.resolve('as before'));
  const { source, settings, clock } = await started(users('alice'), { stateOf: answer });
  const before = await settings();
  hangs = true;
  const waiting = settings();
  clock.passDeadlines();
  expect(await waiting).toBe(before);
  clock.pass(1_000);
  expect(await source()).toBe(before);
});

test('an empty file that stays empty is no fault', async () => {
  const { write, settings, lines, loaded } = await started('');
  await write('web.yml', '# nothing yet\n');
  expect(await settings()).toEqual({ headers: {}, users: new Map() });
  expect([lines.filter(({ level }) => level === 'error'), loaded]).toEqual([[], [true]]);
});
