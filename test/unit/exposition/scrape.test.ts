import { describe, expect, test } from '@jest/globals';
import { factState } from '../../support/model-values.ts';
import { bytesOf, scrapeText } from '../../support/rendered-exposition.ts';
import { readExposition } from './exposition-text.ts';
import { gunzipMember } from '../../support/gunzip-member.ts';
import { RunningExposition } from './running-exposition.ts';

test('before the first rendering a scrape has the families of the exporter and no other', async () => {
  const running = new RunningExposition();
  running.state = { facts: [factState({ accountName: 'shop', up: false })] };

  const text = await scrapeText(running.exposition);

  expect(text).toContain('iam_credential_exporter_fact_up{account_name="shop",fact="credential-report"} 0\n');
  expect(text).toContain('iam_credential_exporter_series 0\n');
  expect(readExposition(text).filter(({ name }) => !name.startsWith('iam_credential_exporter_'))).toEqual([]);
});

test('the series that the exporter tells are those of the page', async () => {
  const running = new RunningExposition();
  running.exposition.markDirty();
  await running.rest();

  const text = await scrapeText(running.exposition);
  const ofReports = readExposition(text).filter(({ name }) => name.startsWith('aws_iam_'));

  expect(text).toContain(`iam_credential_exporter_series ${ofReports.flatMap(({ samples }) => samples).length}\n`);
});

describe.each(['text', 'openmetrics'] as const)('a scrape in the format %s', (format) => {
  test('says the same compressed and plain', async () => {
    const running = new RunningExposition();
    running.exposition.markDirty();
    await running.rest();

    const zipped = await running.exposition.scrape(format, true);
    const plain = await running.exposition.scrape(format, false);

    const text = await bytesOf(plain);

    expect(zipped.contentEncoding).toBe('gzip');
    expect([zipped.byteLength, plain.byteLength]).toEqual([(await bytesOf(zipped)).length, text.length]);
    expect(plain.contentEncoding).toBeUndefined();
    expect(zipped.contentType).toBe(plain.contentType);
    expect(gunzipMember(await bytesOf(zipped))).toEqual(text);
    expect(text.toString().endsWith('\n# EOF\n')).toBe(format === 'openmetrics');
  });
});

describe('the part about the exporter', () => {
  test('is made once for scrapes within a second', async () => {
    const running = new RunningExposition();
    const { exposition } = running;

    const [first, , zipped] = await Promise.all([
      exposition.scrape('text', false),
      exposition.scrape('text', false),
      exposition.scrape('text', true),
    ]);
    await running.clock.advance(999);
    running.state = { version: '9.9.9' };
    const last = await scrapeText(exposition);

    expect(running.processMetricsReadings).toBe(1);
    expect((await bytesOf(first)).toString()).toBe(last);
    expect(gunzipMember(await bytesOf(zipped)).toString()).toBe(last);
  });

  test('is new after a second, without a rendering', async () => {
    const running = new RunningExposition();
    await scrapeText(running.exposition);
    running.state = { version: '9.9.9' };
    await running.clock.advance(1_000);

    expect(await scrapeText(running.exposition)).toContain('iam_credential_exporter_build_info{version="9.9.9"} 1\n');
    expect(running.renderings).toEqual([]);
  });

  test('is new after the clock was set back', async () => {
    const running = new RunningExposition();
    await scrapeText(running.exposition);
    running.state = { version: '9.9.9' };
    await running.clock.advance(-3_600_000);

    expect(await scrapeText(running.exposition)).toContain('iam_credential_exporter_build_info{version="9.9.9"} 1\n');
  });

  test('is kept by format', async () => {
    const running = new RunningExposition();

    const text = await scrapeText(running.exposition, 'text');
    const openMetrics = await scrapeText(running.exposition, 'openmetrics');

    expect(text).toContain('# TYPE iam_credential_exporter_aws_requests_total counter\n');
    expect(openMetrics).toContain('# TYPE iam_credential_exporter_aws_requests counter\n');
    expect(running.processMetricsReadings).toBe(2);
  });
});
