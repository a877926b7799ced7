/** An app whose exporter holds two accounts, one of them with a hostile name, and the pages that it answers. */
import { expect } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import type { Account } from '../../src/model/account.ts';
import { held, type HeldValues } from '../support/held.ts';
import { accessKey, accountFacts, at, factState, root, user } from '../support/model-values.ts';
import { app } from './serve.ts';

export const HOSTILE = '<img src=x onerror=alert(1)>/%+?&"\'ü';
export const OLD_KEY = accessKey({ lastRotated: at('2025-01-01T00:00:00Z'), lastUsed: at('2026-11-22T07:00:00Z') });

export function entry(name: string, owner = ''): Account {
  return { source: 'aws', name, owner };
}

export const FACTS = [
  accountFacts({
    account: entry('production', 'payments'),
    accountId: '111122223333',
    users: [root({ accessKeys: [accessKey()] }), user({ name: 'alice', accessKeys: [OLD_KEY] }), user({ name: '..' })],
  }),
  accountFacts({
    account: entry(HOSTILE, HOSTILE),
    accountId: '444455556666',
    users: [root(), ...[HOSTILE, '__proto__', 'constructor'].map((name) => user({ name, accessKeys: [OLD_KEY] }))],
  }),
];

const FAILURE = { reason: 'access_denied', message: 'AWS denies sts:AssumeRole of <b>x</b>' } as const;
export const STATES = [
  factState({ accountName: 'production', up: true }),
  factState({ accountName: HOSTILE, up: false, failure: FAILURE, nextRefresh: at('2026-11-22T12:08:00Z') }),
];

export async function site(values: HeldValues = {}): Promise<Express> {
  const of = await held({ facts: FACTS, exporter: { facts: STATES }, ...values });
  return app({ held: () => of });
}

export async function textOf(server: Express, address: string, status = 200): Promise<string> {
  const answer = await request(server).get(address);
  expect([address, answer.status, answer.type]).toEqual([address, status, 'text/html']);
  return answer.text;
}
