/** The pages for people, as a browser without script gets them. */
import { describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import { held, NOW } from '../support/held.ts';
import { accountFacts, at, factState, user } from '../support/model-values.ts';
import { app } from './serve.ts';
import { entry, FACTS, HOSTILE, OLD_KEY, site, textOf } from './site.ts';

/** Every page that links lead to, from the first one on, by their addresses. */
async function everyPage(server: Express): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const waiting = ['/'];
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    if (pages.has(address)) continue;
    const text = await textOf(server, address);
    pages.set(address, text);
    const links = [...text.matchAll(/ href="(\/[^"#]*)/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));
    waiting.push(...links.filter((link) => !/^\/(-\/|metrics|style)/.test(link)));
  }
  return pages;
}

test('every link of every page leads to a page, and names stay text', async () => {
  const pages = await everyPage(await site());

  const paths = new Set(Array.from(pages.keys(), (address) => address.split('?')[0]));
  expect([...paths]).toEqual(
    expect.arrayContaining([
      '/',
      '/findings',
      '/accounts/production',
      '/accounts/production/users/%3Croot_account%3E',
      '/accounts/production/users/~..',
      `/accounts/${encodeURIComponent(HOSTILE)}/users/${encodeURIComponent(HOSTILE)}`,
      `/accounts/${encodeURIComponent(HOSTILE)}/users/__proto__`,
    ]),
  );
  for (const text of pages.values()) {
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(text).not.toMatch(/<img|<script|<b>| on\w+=(?!alert\(1\)[>&])|javascript:/);
  }
});

test('every link to a place on its own page leads to one, such as that to the users of an account', async () => {
  const pages = await everyPage(await site());

  for (const text of pages.values()) {
    const places = [...text.matchAll(/ href="#([^"]*)"/g)].map(([, place = '']) => place);
    for (const place of places) expect(text.split(` id="${place}"`)).toHaveLength(2);
  }
  expect(pages.get('/accounts/production')).toContain(' href="#users"');
});

describe('every page', () => {
  test.each(['/', '/findings', '/accounts/production', '/accounts/production/users/alice', '/accounts/nobody'])(
    '%s runs and loads nothing but its stylesheet',
    async (address) => {
      const { headers } = await request(await site()).get(address);

      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; style-src 'self'",
      );
      expect(headers['cache-control']).toBe('no-store');
    },
  );

  test('answers HEAD as GET, without the page', async () => {
    const server = await site();
    const head = await request(server).head('/findings').set('Accept-Encoding', 'gzip');
    const get = await request(server).get('/findings').set('Accept-Encoding', 'gzip');

    expect([head.status, head.text]).toEqual([200, undefined]);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  test('is compressed for those who take it', async () => {
    const server = await site();
    const plain = await request(server).get('/findings').set('Accept-Encoding', 'identity');
    const compressed = await request(server).get('/findings').set('Accept-Encoding', 'gzip');

    expect(compressed.headers['content-encoding']).toBe('gzip');
    expect(compressed.text).toBe(plain.text);
    expect(Number(compressed.headers['content-length'])).toBeLessThan(plain.text.length / 3);
    expect([plain, compressed].map(({ headers }) => headers.vary)).toEqual(['Accept-Encoding', 'Accept-Encoding']);
  });
});

test('the stylesheet is asked for again, and sent when it has changed', async () => {
  const server = await site();
  const { headers, text } = await request(server).get('/style.css');
  const again = await request(server)
    .get('/style.css')
    .set('If-None-Match', headers.etag ?? '');

  expect(headers).toMatchObject({ 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' });
  expect(text).toContain('prefers-color-scheme: dark');
  expect([again.status, again.text]).toEqual([304, '']);
});

describe('/', () => {
  test('says which fact fails, why, and when the exporter tries again', async () => {
    const text = await textOf(await site(), '/');

    expect(text).toContain('access_denied: AWS denies sts:AssumeRole of &lt;b>x&lt;/b>');
    expect(text).toMatch(
      /Next try <time datetime="2026-11-22T12:08:00.000Z">2026-11-22 12:08 UTC <span class="aside">\(in 8 min\)/,
    );
  });

  test('counts what is open, with a link to it', async () => {
    expect(await textOf(await site(), '/')).toContain(
      '<a href="/findings?account=production&amp;severity=warning">1</a>',
    );
  });

  test('says what stands still', async () => {
    const of = await held();
    const server = app({ held: () => of, probes: { isReady: () => true, standsStill: () => 'the refresh loop' } });

    expect(await textOf(server, '/')).toContain('The exporter is not well: the refresh loop stands still.');
  });

  test('says that a configuration was refused', async () => {
    const configReload = { successful: false, lastSuccess: at('2026-11-22T07:59:00Z') };

    expect(await textOf(await site({ exporter: { configReload } }), '/')).toContain('the last file was refused');
  });
});

describe('/findings', () => {
  test('has the filters of its address in its form', async () => {
    const text = await textOf(
      await site(),
      '/findings?account=production&account=sand%22box&severity=warning&sort=-days',
    );

    expect(text).toContain('name="account" value="production"');
    expect(text).toContain('name="account" value="sand&quot;box"');
    expect(text).toMatch(/name="severity" value="warning" checked/);
    expect(text).toMatch(/name="sort" value="-days"/);
    expect(text).toContain('aria-sort="descending"');
  });

  test('says what is wrong with a filter, what to write, and keeps the rest of the form', async () => {
    const text = await textOf(await site(), '/findings?user=alice&severity=bad', 400);

    expect(text).toContain('severity: there is no bad: write critical, warning, info');
    expect(text).toContain('name="user" value="alice"');
  });

  test('leads from page to page with the filters', async () => {
    const users = Array.from({ length: 250 }, (_, index) => user({ name: `u${index}`, accessKeys: [OLD_KEY] }));
    const server = await site({ facts: [accountFacts({ account: entry('production'), users })] });
    const text = await textOf(server, '/findings?severity=warning&page=2');

    expect(text).toContain('Findings 101 to 200 of 250');
    expect(text).toMatch(
      /<a href="\/findings\?severity=warning">First<\/a>.*<a href="\/findings\?severity=warning&amp;page=3">Next/,
    );
    expect(await textOf(server, '/findings?page=9')).toContain('Page 9 is behind the last one, which is 3');
  });
});

describe('what there is not', () => {
  test.each([
    ['/accounts/sandbox', 'The exporter knows no account <bdi>sandbox</bdi>'],
    [
      '/accounts/production/users/bob',
      'The exporter knows no user <bdi>bob</bdi> of the account <bdi>production</bdi>',
    ],
    ['/accounts/%3Cb%3E', 'The exporter knows no account <bdi>&lt;b></bdi>'],
  ])('%s is told in words', async (address, words) => {
    expect(await textOf(await site(), address, 404)).toContain(words);
  });

  test('an account has a page by its id too, which an alert knows', async () => {
    expect(await textOf(await site(), '/accounts/111122223333')).toContain('Account <bdi>production</bdi>');
  });
});

describe('perUser: false', () => {
  test('no page has the name of a user, nor does an address tell whether there is one', async () => {
    const server = await site({ perUser: false });

    for (const [address, text] of await everyPage(server)) {
      expect([address, text]).toEqual([address, expect.not.stringContaining('alice')]);
      expect(text).not.toContain('__proto__');
    }
    const texts = await Promise.all(
      ['alice', 'nobody'].map((name) => textOf(server, `/accounts/production/users/${name}`, 404)),
    );
    expect(texts[0]?.replaceAll('alice', 'nobody')).toBe(texts[1]);
  });

  test('the findings are counted all the same, and root has its page', async () => {
    const server = await site({ perUser: false });

    expect(await textOf(server, '/accounts/production')).toContain('Access key not rotated');
    expect(await textOf(server, '/accounts/production/users/%3Croot_account%3E')).toContain('Root access key');
  });
});

describe('before the first report', () => {
  test('pages say what the exporter waits for', async () => {
    const facts = [factState({ accountName: 'production' }), factState({ accountName: 'sandbox' })];
    const server = await site({ facts: [], exporter: { facts } });

    for (const address of ['/', '/findings', '/accounts/production']) {
      expect(await textOf(server, address)).toContain('the exporter waits for the first report of its 2 accounts');
    }
    expect(await textOf(server, '/')).toContain('none yet: the exporter waits for AWS, or for its turn');
  });

  test('an exporter that has not looked yet says so', async () => {
    expect(await textOf(app(), '/findings')).toContain('The exporter has just started');
  });
});

test('ages are counted to now', async () => {
  const of = await held({ facts: FACTS });
  const server = app({ held: () => ({ ...of, now: NOW + 3 * 86_400 }) });

  expect(await textOf(server, '/accounts/production')).toContain(
    '2026-11-22 08:00 UTC <span class="aside">(3 days ago)',
  );
});
