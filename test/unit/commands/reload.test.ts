import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { createReload } from '../../../src/commands/reload.ts';
import { lossRefusal } from '../../../src/config/account-loss.ts';
import type { Config } from '../../../src/config/config.ts';
import { type LoadedConfig, readConfig } from '../../../src/config/load-config.ts';

const GOOD = readConfig('accounts: [{ name: a }]', 'exporter.yml', '/');
const SHORT = readConfig('{ accounts: [{ name: a }], refreshInterval: 1h }', 'exporter.yml', '/');
const BAD = readConfig('concurrency: many', 'exporter.yml', '/');

/** A reload whose every step is written down, in order. */
function recordedReload(load: () => Promise<LoadedConfig>, before = configOf('accounts: [{ name: a }]')) {
  let current = before;
  const steps: unknown[][] = [];
  const write = (step: string) => (fields: object, message: string) => void steps.push([step, message, fields]);
  const reload = createReload({
    load,
    current: () => current,
    apply: (config) => {
      current = config;
      steps.push(['apply', config]);
    },
    loaded: (successful) => steps.push(['loaded', successful]),
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
  });
  return { reload, steps };
}

test('a good file is applied, and said to be', async () => {
  const { reload, steps } = recordedReload(() => Promise.resolve(GOOD));

  const problems = await reload();

  expect(problems).toEqual([]);
  expect(steps).toEqual([
    ['apply', GOOD.ok && GOOD.config],
    ['loaded', true],
    ['info', 'configuration loaded', { accounts: 1 }],
  ]);
});

test('what a good file is warned about is logged', async () => {
  const { reload, steps } = recordedReload(() => Promise.resolve(SHORT));

  await reload();

  expect(steps.at(-1)).toEqual(['warn', expect.stringMatching(/^refreshInterval is shorter than 4h/), {}]);
});

test('a bad file is not applied, and its problems are logged and told to who asked', async () => {
  const { reload, steps } = recordedReload(() => Promise.resolve(BAD));

  const problems = await reload();

  expect(problems).toEqual(['exporter.yml:1: concurrency: must be a whole number']);
  expect(steps).toEqual([
    ['loaded', false],
    ['error', 'the configuration was refused; the one before it still runs', { problems }],
  ]);
});

test('of two reloads at once the second loads after the first has been applied: the last file has the last word', async () => {
  const files = [SHORT, GOOD];
  const answers: (() => void)[] = [];
  const { reload, steps } = recordedReload(
    () => new Promise((resolve) => answers.push(() => resolve(files.shift() ?? BAD))),
  );

  const both = [reload()];
  await setImmediate();
  both.push(reload());
  await setImmediate();
  const loadingAtOnce = answers.length;
  answers[0]?.();
  await both[0];
  await setImmediate();
  answers[1]?.();
  await both[1];

  expect(loadingAtOnce).toBe(1);
  expect(steps.filter(([step]) => step === 'apply').map(([, config]) => config)).toEqual([
    SHORT.ok && SHORT.config,
    GOOD.ok && GOOD.config,
  ]);
});

test('a reload that breaks off says so, changes nothing, and holds up no later one', async () => {
  const answers = [Promise.reject(new Error('a fault of the program')), Promise.resolve(GOOD)];
  const { reload, steps } = recordedReload(() => answers.shift() ?? Promise.resolve(BAD));

  const broken = reload();
  await setImmediate();
  const next = reload();

  await expect(broken).resolves.toEqual(['the configuration could not be loaded: see the log']);
  expect(steps.slice(0, 2)).toMatchObject([
    ['loaded', false],
    ['error', 'the configuration could not be loaded', { stack: expect.stringMatching(/^Error\n\s+at /) }],
  ]);
  await expect(next).resolves.toEqual([]);
});

test('reloads that are asked for while one waits are that one: it is yet to read the file', async () => {
  const answers: (() => void)[] = [];
  const { reload } = recordedReload(() => new Promise((resolve) => answers.push(() => resolve(GOOD))));

  const first = reload();
  await setImmediate();
  const later = [reload(), reload(), reload()];
  answers[0]?.();
  await first;
  await setImmediate();
  answers[1]?.();
  await Promise.all(later);

  expect(answers).toHaveLength(2);
});

/** As many entries of `accounts`, each with a role of its own. */
function roles(count: number, values: { prefix?: string; owner?: string } = {}): string {
  const { prefix = 'account', owner = 'payments' } = values;
  const entries = Array.from({ length: count }, (_, index) => {
    const id = String(100_000_000_000 + index);
    return [
      `  - name: ${prefix}-${index}`,
      `    roleArn: arn:aws:iam::${id}:role/iam-credential-exporter`,
      '    externalId: 5ef1ab2c',
      `    owner: ${owner}`,
    ];
  });
  return `accounts:\n${entries.flat().join('\n')}\n`;
}

const REFUSED = 'the configuration was refused; the one before it still runs';

describe('a reload by which accounts leave', () => {
  const reloaded = async (before: string, after: string) => {
    const { reload, steps } = recordedReload(
      () => Promise.resolve(readConfig(after, 'exporter.yml', '/')),
      configOf(before),
    );
    return { problems: await reload(), steps };
  };

  test('names those that left', async () => {
    const { problems, steps } = await reloaded(roles(4), roles(2));

    expect(problems).toEqual([]);
    expect(steps).toContainEqual(['warn', 'accounts that left: "account-2", "account-3"', { left: 2 }]);
  });

  test('names so many as a line can hold', async () => {
    const { steps } = await reloaded(
      roles(100, { prefix: 'x'.repeat(1_000) }),
      roles(50, { prefix: 'x'.repeat(1_000) }),
    );

    const [, message = ''] = steps.find(([step]) => step === 'warn') ?? [];
    expect(message).toMatch(/^accounts that left: "x{60}…", .* and 40 more$/);
    expect(String(message).length).toBeLessThan(1_000);
  });

  test('is refused when they are more than half, with the line to write', async () => {
    const { problems, steps } = await reloaded(roles(30), roles(14));

    const names = Array.from({ length: 10 }, (_, index) => `"account-${index + 14}"`).join(', ');
    expect(problems).toEqual([
      `the file may be cut: 16 of 30 accounts would leave, ${names} and 6 more; if that is right, write expectedAccounts: 14 as its last line`,
    ]);
    expect(steps).toEqual([
      ['loaded', false],
      ['error', REFUSED, { problems }],
    ]);
  });

  test('is taken when the file says how many accounts it has', async () => {
    const { problems, steps } = await reloaded(roles(30), `${roles(1)}expectedAccounts: 1\n`);

    expect(problems).toEqual([]);
    expect(steps).toContainEqual(['warn', expect.stringMatching(/^accounts that left: .* and 19 more$/), { left: 29 }]);
  });

  test('is refused when no account is left at all but for the default one', async () => {
    const { problems } = await reloaded(roles(30), '{}');

    expect(problems).toEqual([expect.stringMatching(/^the file may be cut: 30 of 30 accounts would leave, /)]);
  });

  test.each([
    ['new names for all', roles(30, { prefix: 'renamed' })],
    ['another owner for all', roles(30, { owner: 'platform' })],
    ['other roles for all', roles(30).replaceAll('iam-credential-exporter', 'auditor')],
    ['more accounts', roles(60)],
  ])('is none with %s', async (_what, after) => {
    const { problems, steps } = await reloaded(roles(30), after);

    expect(problems).toEqual([]);
    expect(steps.map(([step]) => step)).not.toContain('warn');
  });

  test('ends with no prefix of a file in fewer than half of the accounts', () => {
    const file = roles(4);
    const before = configOf(file);
    const taken = prefixesOf(file).filter((text) => isTaken(before, text));

    expect(taken.filter((text) => configOf(text).accounts.length < 2)).toEqual([]);
    expect(taken).toContain(file);
  });

  test('takes no prefix of a file that says at its end how many accounts it has, but for the line break at the end', () => {
    const file = `${roles(4)}concurrency: 20\nexpectedAccounts: 4\n`;
    const before = configOf(file);
    const taken = prefixesOf(file).filter((text) => isTaken(before, text));

    expect(taken).toEqual([file.trimEnd(), file]);
  });
});

test('a file by which most entries become other accounts is refused, as that ends their findings', async () => {
  const { reload } = recordedReload(
    () => Promise.resolve(readConfig(roles(3).replaceAll('iam::1', 'iam::2'), 'exporter.yml', '/')),
    configOf(roles(3)),
  );

  await expect(reload()).resolves.toEqual([
    'the file may be cut: 3 of 3 accounts would leave, "account-0", "account-1", "account-2"; if that is right, write expectedAccounts: 3 as its last line',
  ]);
});

test('a file that no longer says how many accounts it has is refused, as it may be cut', async () => {
  const { reload } = recordedReload(
    () => Promise.resolve(readConfig(roles(30), 'exporter.yml', '/')),
    configOf(`${roles(30)}expectedAccounts: 30\n`),
  );

  await expect(reload()).resolves.toEqual([
    'the file may be cut, as the one before it had expectedAccounts: write expectedAccounts: 30 as its last line if the rest is right',
  ]);
});

describe('a file with an organization', () => {
  const ORGANIZATION = 'organization: { roleName: reader }\n';

  test('that has none any more is refused, as it may be cut', async () => {
    const { reload } = recordedReload(
      () => Promise.resolve(readConfig(roles(2), 'exporter.yml', '/')),
      configOf(`${roles(2)}${ORGANIZATION}`),
    );

    await expect(reload()).resolves.toEqual([
      'the file may be cut: it has no organization any more, whose accounts would leave; if that is right, write expectedAccounts: 2 as its last line',
    ]);
  });

  test('that says how many accounts it has may go back to these', () => {
    expect(isTaken(configOf(`${roles(2)}${ORGANIZATION}`), `${roles(2)}expectedAccounts: 2\n`)).toBe(true);
  });

  test('may leave out the accounts that the organization has, whom the log names', async () => {
    const load = () => Promise.resolve(readConfig(ORGANIZATION, 'exporter.yml', '/'));
    const { reload, steps } = recordedReload(load, configOf(roles(2)));

    await expect(reload()).resolves.toEqual([]);
    expect(steps.at(-1)).toEqual([
      'warn',
      'accounts that are not listed any more: "account-0", "account-1"',
      { left: 2 },
    ]);
  });

  test('may not leave out the report files, which the organization does not have', () => {
    const files = 'accounts: [{ name: a, reportFile: a.csv }, { name: b, reportFile: b.csv }]\n';

    expect(isTaken(configOf(`${files}${ORGANIZATION}`), ORGANIZATION)).toBe(false);
  });
});

function prefixesOf(file: string): string[] {
  return Array.from({ length: file.length + 1 }, (_, length) => file.slice(0, length));
}

/** Whether a reload would. */
function isTaken(before: Config, text: string): boolean {
  const loaded = readConfig(text, 'exporter.yml', '/');
  return loaded.ok && lossRefusal(before, loaded.config) === undefined;
}

function configOf(yaml: string): Config {
  const loaded = readConfig(yaml, 'exporter.yml', '/');
  if (!loaded.ok) throw new Error(loaded.problems.join());
  return loaded.config;
}
