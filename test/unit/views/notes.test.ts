import { expect, test } from '@jest/globals';
import { findingsView, type FindingsView, readFindingsQuery } from '../../../src/views/findings.ts';
import { createTurns, LONGEST_TURN } from '../../../src/views/turns.ts';
import { held } from '../../support/held.ts';
import { accountFacts } from '../../support/model-values.ts';
import { defaultPolicy } from '../../support/policy.ts';

const LEFT = new Error('nobody waits');
const LONG = 'production-'.repeat(9);
const FACTS = ['production', LONG].map((name, index) =>
  accountFacts({ account: { name, owner: 'payments', source: 'aws' }, accountId: `00000000000${index}` }),
);

async function view(query: string, turns = createTurns()): Promise<FindingsView> {
  const read = readFindingsQuery(new URLSearchParams(query), defaultPolicy());
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return findingsView(await held({ facts: FACTS }), read.query, turns);
}

test('the first values that choose nothing get a hint', async () => {
  const { notes } = await view(Array.from({ length: 7 }, (_, index) => `account=production${index}`).join('&'));

  const hinted = (index: number) => `There is no account production${index}: did you mean production?`;
  expect(notes).toEqual([
    ...Array.from({ length: 5 }, (_, index) => hinted(index)),
    'There is no account production5.',
    'There is no account production6.',
  ]);
});

test('a value that is longer than any name gets none', async () => {
  expect((await view(`account=${LONG}x`)).notes).toEqual([`There is no account ${LONG}x.`]);
});

test('there is a turn between two hints, and none is looked for when nobody waits', async () => {
  let asked = 0;
  // Each question of the clock takes a turn.
  const passed = (): number => (asked += 1) * LONGEST_TURN;
  const gone = new AbortController();
  let turns = 0;
  const counted = createTurns({ passed, gone: gone.signal });
  const next = async (): Promise<void> => {
    turns += 1;
    await counted.next();
  };
  await view('owner=payment&owner=paymen', { ...counted, next });
  const whole = turns;

  turns = 0;
  const cut = view('owner=payment&owner=paymen', {
    ...counted,
    next: () => {
      if (turns === whole - 1) gone.abort(LEFT);
      return next();
    },
  });

  await expect(cut).rejects.toBe(LEFT);
  expect(turns).toBe(whole);
});
