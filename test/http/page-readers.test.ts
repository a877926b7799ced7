import { expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { ADDRESSES } from '../../src/pages/addresses.ts';
import { pageRoutes } from '../../src/web/page-routes.ts';
import { createReaders } from '../../src/web/readers.ts';
import { held, nothingHeld } from '../support/held.ts';
import { accountFacts } from '../support/model-values.ts';
import { app } from './serve.ts';
import { entry, site, textOf } from './site.ts';

const { stylesheet, ...pages } = ADDRESSES;

test.each([...Object.values(pages), '/checks/root-access-key', '/accounts/a', '/accounts/a/users/b'])(
  'where too many clients read pages, the next one that asks for %s is sent away with a reason',
  async (address) => {
    const full = pageRoutes({
      version: '1.2.3',
      telemetryPath: '/metrics',
      held: nothingHeld,
      settings: () => ({ sections: [] }),
      probes: { standsStill: () => undefined },
      readers: createReaders(0),
    });
    const server = express().use(full);
    const answer = await request(server).get(address);

    expect([answer.status, answer.type]).toEqual([503, 'text/plain']);
    expect(answer.text).toBe('0 clients read a page at the moment: come back when some have ended\n');
    expect((await request(server).get(stylesheet)).status).toBe(200);
  },
);

test('a pattern that takes too long is refused by pages and by the API', async () => {
  for (const address of ['/?account=a{600}', '/findings?check=a{600}', '/api/v1/users?user=a{600}']) {
    const answer = await request(app()).get(address);

    expect([address, answer.status]).toEqual([address, 400]);
    expect(answer.text).toContain('is too large a pattern: write a shorter one, such as prod-.*');
  }
});

test('an account that is called like the id of another one does not take over its links', async () => {
  const facts = [
    accountFacts({ account: entry('444455556666'), accountId: '111122223333' }),
    accountFacts({ account: entry('production'), accountId: '444455556666' }),
  ];
  const of = await held({ facts });
  const server = app({ held: () => of });

  expect(await textOf(server, '/accounts/444455556666')).toContain('<title>Account production');
  expect(await textOf(server, '/accounts/111122223333')).toContain('<title>Account 444455556666');
});

test.each([
  ['aws_iam_finding', 'Open findings'],
  ['aws_iam_access_key', 'Active keys'],
])('without %s the users of an account have no column "%s"', async (prefix, title) => {
  const excluded = (name: string): boolean => name.startsWith(prefix);

  const whole = await textOf(await site(), '/accounts/production');
  const cut = await textOf(await site({ excluded }), '/accounts/production');
  const mark = `data-title="${title}"`;
  expect([whole.includes(mark), cut.includes(mark)]).toEqual([true, false]);
  expect(cut).toContain('3 of 3 users');
});
