/** What holds for the page of the accounts, whatever their facts say. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checks } from '../../../src/checks/catalogue.ts';
import { assess } from '../../../src/checks/assess.ts';
import { renderAccounts } from '../../../src/exposition/render.ts';
import { isCertain } from '../../../src/model/facts/activity.ts';
import { type AccountFacts, reportOf } from '../../../src/model/facts/account-facts.ts';
import { isRoot } from '../../../src/model/facts/credential-report.ts';
import { arbitraryAccounts } from '../../support/arbitrary-accounts.ts';
import { policyWith } from '../../support/policy.ts';

/** Every check finds what it can. */
const policy = policyWith({ checks: Object.fromEntries(checks.map(({ id }) => [id, { enabled: true }])) });

/** The samples, each as its series and without its value. */
async function seriesOf(accounts: readonly AccountFacts[], perUser: boolean): Promise<string[]> {
  const now = 1_800_000_000;
  const assessment = await assess(accounts, policy, now);
  const world = { assessment, policy, perUser, ownerTag: 'owner', accounts: accounts.length };
  const onFault = (_family: string, error: unknown) => {
    throw error;
  };
  const pieces = [...renderAccounts(world, { now, excluded: () => false, onFault })].flatMap((level) => [...level]);
  const lines = pieces.flatMap(({ text }) => text.split('\n')).filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => line.slice(0, line.lastIndexOf(' ')));
}

test('no page holds a series twice', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryAccounts, fc.boolean(), async (accounts, perUser) => {
      const series = await seriesOf(accounts, perUser);

      expect(series.filter((one, index) => series.indexOf(one) !== index)).toEqual([]);
    }),
  );
});

test('only root is named, where no user may be', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryAccounts, async (accounts) => {
      const hasRoot = accounts.some((facts) => [...reportOf(facts).users].some(isRoot));
      const named = (await seriesOf(accounts, false)).flatMap((line) => /[{,]user="([^"]+)"/.exec(line)?.[1] ?? []);

      expect([...new Set(named)]).toEqual(hasRoot ? ['<root_account>'] : []);
    }),
  );
});

test('no user is named whom neither the report nor an event that succeeded has', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryAccounts, async (accounts) => {
      const known = new Set(
        accounts.flatMap((facts) => {
          const { accountId, users } = reportOf(facts);
          const { sightings = [] } = facts.facts.activity?.value ?? {};
          const ofEvents = sightings.filter(isCertain).map(({ user }) => user);
          const ofReport = [...users].map(({ name }) => name);
          // Of what concerns no user there is a series too.
          return ['', ...ofReport, ...ofEvents].map((name) => `{account_id="${accountId}",user="${name}"`);
        }),
      );
      const named = (await seriesOf(accounts, true)).flatMap(
        (line) => /\{account_id="\d+",user="[^"]*"/.exec(line) ?? [],
      );

      expect(named.filter((user) => !known.has(user))).toEqual([]);
    }),
  );
});
