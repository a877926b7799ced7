import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Exposition } from '../../src/exposition/exposition.ts';
import type { Format } from '../../src/exposition/text-format.ts';
import { at, root, accountFacts, user } from '../support/model-values.ts';
import { rawRequest } from '../support/raw-request.ts';
import { renderedExposition, scrapeText } from '../support/rendered-exposition.ts';
import { gunzipMember } from '../support/gunzip-member.ts';
import { serve } from './serve.ts';

const CONTENT_TYPE = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};
const PROMETHEUS_2_42 =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';
const PROMETHEUS_3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2';
const PROMETHEUS_3_NATIVE_HISTOGRAMS =
  'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1';
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

let exposition: Exposition;

beforeAll(async () => {
  exposition = await renderedExposition({
    facts: [accountFacts({ users: [root(), user({ name: 'é"quoted"' })] })],
    now: at('2026-11-22T12:00:00Z'),
  });
});

async function get(headers: Record<string, string>, method = 'GET') {
  const { port } = await serve({ exposition });
  return rawRequest({ port, path: '/metrics', headers, method });
}

describe('what a client gets', () => {
  test.each<[string, Record<string, string>, Format, 'gzip' | undefined]>([
    ['Prometheus 2.42', { Accept: PROMETHEUS_2_42, 'Accept-Encoding': 'gzip' }, 'openmetrics', 'gzip'],
    ['Prometheus 3', { Accept: PROMETHEUS_3, 'Accept-Encoding': 'gzip' }, 'openmetrics', 'gzip'],
    [
      'Prometheus 3 with native histograms',
      { Accept: PROMETHEUS_3_NATIVE_HISTOGRAMS, 'Accept-Encoding': 'gzip' },
      'openmetrics',
      'gzip',
    ],
    [
      'Prometheus without compression',
      { Accept: PROMETHEUS_3, 'Accept-Encoding': 'identity' },
      'openmetrics',
      undefined,
    ],
    ['curl', { Accept: '*/*' }, 'text', undefined],
    ['curl --compressed', { Accept: '*/*', 'Accept-Encoding': 'deflate, gzip, br, zstd' }, 'text', 'gzip'],
    ['a browser', { Accept: BROWSER, 'Accept-Encoding': 'gzip, deflate, br, zstd' }, 'text', 'gzip'],
    ['a client that says nothing', {}, 'text', undefined],
    ['one that takes plain text alone', { Accept: 'text/plain' }, 'text', undefined],
    ['one that takes anything but OpenMetrics by name', { Accept: 'application/*, text/*' }, 'text', undefined],
    ['one that names OpenMetrics alone', { Accept: 'application/openmetrics-text' }, 'openmetrics', undefined],
    ['one that shouts', { Accept: 'text/plain , Application/OpenMetrics-Text ; q=0.1' }, 'openmetrics', undefined],
    ['one that misspells it', { Accept: 'application/openmetrics' }, 'text', undefined],
    [
      'one that says more',
      { Accept: 'application/openmetrics-text-v2, x-application/openmetrics-text' },
      'text',
      undefined,
    ],
    ['one that refuses gzip', { Accept: '*/*', 'Accept-Encoding': 'gzip;q=0' }, 'text', undefined],
    ['one that knows deflate and br alone', { Accept: '*/*', 'Accept-Encoding': 'deflate, br' }, 'text', undefined],
    ['one that takes any encoding', { Accept: '*/*', 'Accept-Encoding': '*' }, 'text', 'gzip'],
  ])('%s', async (_client, headers, format, encoding) => {
    const answer = await get(headers);
    const text = (encoding === 'gzip' ? gunzipMember(answer.body) : answer.body).toString();

    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': CONTENT_TYPE[format],
      'content-length': String(answer.body.length),
      vary: 'Accept, Accept-Encoding',
    });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(text).toBe(await scrapeText(exposition, format));
    expect(text).toContain('user="é\\"quoted\\""');
    expect(text.endsWith('\n# EOF\n')).toBe(format === 'openmetrics');
  });
});

test.each(['gzip', 'identity'])('HEAD has the headers of GET and no body, with the encoding %s', async (encoding) => {
  const headers = { Accept: PROMETHEUS_3, 'Accept-Encoding': encoding };
  const answered = await get(headers);
  const asked = await get(headers, 'HEAD');

  expect(asked.status).toBe(200);
  expect(asked.body).toHaveLength(0);
  expect({ ...asked.headers, date: '' }).toEqual({ ...answered.headers, date: '' });
});
