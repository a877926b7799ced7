import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { createReload } from '../../../src/commands/reload.ts';
import { type LoadedConfig, readConfig } from '../../../src/config/load-config.ts';

const GOOD = readConfig('accounts: [{ name: a }]', 'exporter.yml', '/');
const SHORT = readConfig('refreshInterval: 1h', 'exporter.yml', '/');
const BAD = readConfig('concurrency: many', 'exporter.yml', '/');

/** A reload whose every step is written down, in order. */
function recordedReload(load: () => Promise<LoadedConfig>) {
  const steps: unknown[][] = [];
  const write = (step: string) => (fields: object, message: string) => void steps.push([step, message, fields]);
  const reload = createReload({
    load,
    apply: (config) => steps.push(['apply', config]),
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

  const both = [reload(), reload()];
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
  const next = reload();

  await expect(broken).resolves.toEqual(['the configuration could not be loaded: see the log']);
  expect(steps.slice(0, 2)).toMatchObject([
    ['loaded', false],
    ['error', 'the configuration could not be loaded', { stack: expect.stringContaining('a fault of the program') }],
  ]);
  await expect(next).resolves.toEqual([]);
});
