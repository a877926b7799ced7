/** A week of a fleet as Prometheus would have it, told at once: to scrape it would take a week. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import {
  A_WEEK_LATER,
  DAY,
  FIRST_SCRAPE,
  type Fleet,
  HOUR,
  LOST,
  MINUTE,
  SCRAPE_INTERVAL,
  TEN_MINUTES_LATER,
} from './fleet.ts';
import { ownLines, pageOf, requestsUntil, stateOf } from './fleet-pages.ts';
import { heldAt } from './fleet-held.ts';
import { FIRST_TREND, trendsAt } from './fleet-trends.ts';
import { type Prometheus, startPrometheus } from './prometheus.ts';
import { output, promtool2 } from './tools.ts';

const JOB = 'job="iam-credential-exporter"';
const TARGET = `${JOB},instance="exporter:10063"`;

/** Nothing was scraped since the week was over. */
export const AN_HOUR_GONE = A_WEEK_LATER + HOUR;

type Page = () => Promise<string[]> | string[];

/**
 * A Prometheus that saw this fleet from its first scrape on, for a week, and then nothing any more. Of the scrapes it has those that a
 * number of a board can come from: all around the moments at which somebody looks, and what graphs draw at the moments of their points.
 */
export async function prometheusOf(fleet: Fleet): Promise<Prometheus> {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'history.txt');
  const data = path.join(folder, 'data');
  const stream = createWriteStream(file);
  // In the order of time, as Prometheus takes them.
  for (const [time, page] of [...historyOf(fleet)].sort(([one], [other]) => one - other)) {
    const text = (await page()).map((line) => `${line} ${time}\n`).join('');
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end('# EOF\n');
  await once(stream, 'finish');
  // One block, or the file is read once for each two hours of it.
  const oneBlock = `--max-block-duration=${(2 * (A_WEEK_LATER - FIRST_SCRAPE)) / HOUR}h`;
  await output(promtool2, ['tsdb', 'create-blocks-from', oneBlock, 'openmetrics', file, data]);
  return startPrometheus([], { data });
}

/** In whatever order. No moment is there twice with the same series. */
function* historyOf(fleet: Fleet): Generator<[number, Page]> {
  const full = fullScrapes();
  for (const time of full)
    yield [time, async () => [...ofTarget(await pageOf(fleet, time)), ...heldAt(fleet, time).map(ofJob)]];
  const drawn = [...new Set([...fleet.slice(0, MOST_DRAWN), ...fleet.slice(-MOST_DRAWN)])];
  let page: { readonly says: string; readonly lines: readonly string[] } | undefined;
  const pageThen = async (time: number) => {
    const says = JSON.stringify([requestsUntil(time), ...drawn.map((account) => stateOf(account, time))]);
    if (page?.says !== says) page = { says, lines: (await pageOf(drawn, time)).filter(isOfExporter) };
    return page.lines;
  };
  for (let time = OWN_HISTORY; time < A_WEEK_LATER; time += SCRAPE_INTERVAL)
    if (!full.has(time)) yield [time, async () => ofTarget([...(await pageThen(time)), ...ownLines(time)])];
  for (let time = FIRST_TREND; time <= AN_HOUR_GONE; time += HOUR) {
    yield [time, () => trendsAt(fleet, time)];
    if (time > TEN_MINUTES_LATER && time < A_WEEK_LATER && !full.has(time))
      yield [time, async () => ofTarget(await drawnOverWeeks(fleet.slice(0, 1), time))];
  }
  for (let time = A_WEEK_LATER + SCRAPE_INTERVAL; time <= AN_HOUR_GONE; time += SCRAPE_INTERVAL)
    yield [time, () => ofTarget(['up 0'])];
}

/** No graph of the exporter has more lines, and none draws other accounts than the first or the last ones. */
const MOST_DRAWN = 12;
/** What the exporter says of itself is drawn for a day. */
const OWN_HISTORY = A_WEEK_LATER - DAY - 10 * MINUTE;

function isOfExporter(line: string): boolean {
  return /^(iam_credential_exporter_|aws_iam_credential_report_generated)/.test(line);
}

/** Everything about the account of a board of one. */
async function drawnOverWeeks(first: Fleet, time: number): Promise<string[]> {
  return (await pageOf(first, time)).filter((line) => line.startsWith('aws_iam_'));
}

/** When somebody looks, at the start of the time range of who looks, and just before an account is lost. */
function fullScrapes(): Set<number> {
  const firstTen = Array.from({ length: 6 }, (_, index) => FIRST_SCRAPE + index * SCRAPE_INTERVAL);
  const lastTwo = [1, 2].map((scrapes) => A_WEEK_LATER - scrapes * SCRAPE_INTERVAL);
  return new Set([...firstTen, TEN_MINUTES_LATER + HOUR, LOST - SCRAPE_INTERVAL, ...lastTwo, A_WEEK_LATER]);
}

/** What the rules record does not say which replica it is from. */
function ofJob(line: string): string {
  return line.replace('{', `{${JOB},`);
}

function ofTarget(lines: readonly string[]): string[] {
  return lines.map((line) =>
    line.includes('{') ? line.replace('{', `{${TARGET},`) : line.replace(' ', `{${TARGET}} `),
  );
}
