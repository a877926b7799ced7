import { describe, expect, test } from '@jest/globals';
import { settle } from '../../support/manual-clock.ts';
import { accessKey, at, accountFacts, user } from '../../support/model-values.ts';
import { scrapeText } from '../../support/rendered-exposition.ts';
import { RunningExposition } from './running-exposition.ts';

describe('the page is rendered', () => {
  test('at once when something changes for the first time', async () => {
    const running = new RunningExposition();
    await running.advance(7);
    expect(running.renderings).toEqual([]);

    running.exposition.markDirty();
    await running.rest();

    expect(running.renderings).toEqual([7]);
    expect(await scrapeText(running.exposition)).toContain('aws_iam_account_info{account_id="111122223333"');
  });

  test('at once when something has changed before the start', async () => {
    const running = new RunningExposition();
    running.exposition.markDirty();
    await running.rest();

    expect(running.renderings).toEqual([0]);
  });

  test('twice for 300 changes within five seconds, and with all of them', async () => {
    const running = new RunningExposition();
    running.facts = [];
    for (let change = 0; change < 300; change += 1) {
      running.facts = [...running.facts, accountFacts({ accountId: String(100_000_000_000 + change) })];
      running.exposition.markDirty();
      if (change % 75 === 74) await running.advance(1);
    }
    await running.advance(40);

    expect(running.renderings).toEqual([0, 5]);
    expect((await scrapeText(running.exposition)).match(/^aws_iam_account_info\{/gm)).toHaveLength(300);
  });

  test('at most every five seconds while changes go on, and at once after a pause', async () => {
    const running = new RunningExposition();
    for (let second = 0; second < 12; second += 1) {
      running.exposition.markDirty();
      await running.advance(1);
    }
    expect(running.renderings).toEqual([0, 5, 10]);
    await running.advance(10);
    running.exposition.markDirty();
    await running.rest();

    expect(running.renderings).toEqual([0, 5, 10, 15, 22]);
  });

  test('together with what the exporter says of itself, however young that is', async () => {
    const running = new RunningExposition();
    running.state = { version: '1.0.0' };
    await scrapeText(running.exposition);
    running.state = { version: '2.0.0' };
    running.exposition.markDirty();
    await running.rest();

    const text = await scrapeText(running.exposition);

    expect(text).toContain('aws_iam_account_info{');
    expect(text).toContain('iam_credential_exporter_build_info{version="2.0.0"} 1');
  });

  test('without the pause when the change is urgent, as a reload is', async () => {
    const running = new RunningExposition();
    running.exposition.markDirty();
    await running.advance(2);

    running.exposition.markDirty(true);
    await running.rest();

    expect(running.renderings).toEqual([0, 2]);
  });

  test('once a minute without a change', async () => {
    const running = new RunningExposition();
    await running.advance(185);

    expect(running.renderings).toEqual([60, 120, 180]);
  });

  test('again when something changes in the middle of a rendering', async () => {
    const running = new RunningExposition();
    running.onRendering = () => {
      running.onRendering = () => undefined;
      running.exposition.markDirty();
    };
    running.exposition.markDirty();
    await running.rest();
    expect(running.exposition.isCurrent()).toBe(false);
    await running.advance(5);

    expect(running.renderings).toEqual([0, 5]);
    expect(running.exposition.isCurrent()).toBe(true);
  });
});

test('an age moves when its day is over, without a new report', async () => {
  const key = accessKey({ lastRotated: at('2026-08-24T12:01:30Z') });
  const running = new RunningExposition('2026-11-22T12:00:00Z');
  running.facts = [accountFacts({ users: [user({ accessKeys: [key] })] })];
  const age = async () => /^aws_iam_access_key_age_days\{.*\} (\d+)$/m.exec(await scrapeText(running.exposition))?.[1];
  running.exposition.markDirty();

  await running.advance(90);
  expect(await age()).toBe('89');
  await running.advance(30);

  expect(await age()).toBe('90');
});

test('the page is current from the end of a rendering until the next change', async () => {
  const running = new RunningExposition();
  const duringRendering: boolean[] = [];
  running.onRendering = () => duringRendering.push(running.exposition.isCurrent());
  expect(running.exposition.isCurrent()).toBe(true);

  running.exposition.markDirty();
  expect(running.exposition.isCurrent()).toBe(false);
  await running.rest();
  expect(running.exposition.isCurrent()).toBe(true);

  expect(duringRendering).toEqual([false]);
  running.exposition.markDirty();
  expect(running.exposition.isCurrent()).toBe(false);
});

test('how long ago the last rendering was is told, and of one that is under way since when', async () => {
  const running = new RunningExposition();
  const told: unknown[] = [];
  const tell = () => told.push(running.exposition.lastRendering());
  running.onRendering = tell;
  await running.advance(50);
  tell();
  running.exposition.markDirty();
  await running.rest();
  await running.advance(30);
  tell();

  expect(told).toEqual([
    { underWay: false, milliseconds: 50_000 },
    { underWay: true, milliseconds: 0 },
    { underWay: false, milliseconds: 30_000 },
  ]);
});

test('a rendering that brings the same page hands out the same bytes, which slow readers then share', async () => {
  const running = new RunningExposition();
  const bytes = async () => {
    const [, page] = (await running.exposition.scrape('text', true)).chunks as readonly Buffer[];
    return page;
  };
  running.exposition.markDirty();
  await running.rest();
  const before = await bytes();
  await running.advance(60);

  expect(running.renderings).toEqual([0, 60]);
  expect(await bytes()).toBe(before);
});

describe('a stop ends the run', () => {
  test.each([
    ['before anything was rendered', 0],
    ['in the pause after a rendering', 62],
    ['while it waits for a change', 70],
  ])('%s', async (_when, seconds) => {
    const running = new RunningExposition();
    await running.advance(seconds);

    await running.stop();

    expect(running.renderings).toEqual(seconds === 0 ? [] : [60]);
  });

  test('in the middle of a rendering, of which nothing is to be seen', async () => {
    const running = new RunningExposition();
    running.facts = [accountFacts({ users: Array.from({ length: 1_000 }, (_, index) => user({ name: `u${index}` })) })];
    let stopped: Promise<void> | undefined;
    running.onRendering = () => {
      stopped = running.stop();
    };
    running.exposition.markDirty();
    await settle();
    await stopped;

    expect(running.renderings).toEqual([0]);
    expect(running.exposition.isCurrent()).toBe(false);
    expect(await scrapeText(running.exposition)).not.toContain('aws_iam');
    expect(running.errors).toEqual([]);
  });
});
