/**
 * Every number on every board, with one account and with three hundred: in the first hour of a new install, after a week, and while the
 * exporter is gone. Expected is what is told of the accounts, counted apart from the exporter, its rules and the boards.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BoardName } from '../../../grafana/links.ts';
import { boardPanels, boards, panelOf } from '../../support/grafana/boards.ts';
import { lengthsOf, type Look, look, rowsInTitles, sight } from '../support/board-sights.ts';
import { prometheusOf } from '../support/fleet-history.ts';
import { type Fleet, type FleetAccount, fleetOf } from '../support/fleet.ts';
import { accessKeysOf, accessKeysTitles } from '../support/fleet-sights/access-keys.ts';
import { accountOf, accountTitles } from '../support/fleet-sights/account.ts';
import { activityOf, activityTitles } from '../support/fleet-sights/activity.ts';
import type { Expectations } from '../support/fleet-sights/expected.ts';
import { exporterHealthOf, exporterHealthTitles } from '../support/fleet-sights/exporter-health.ts';
import { organizationOf, unitsOf } from '../support/fleet-sights/organization.ts';
import { overviewOf, overviewTitles } from '../support/fleet-sights/overview.ts';
import { type Situation, situations } from '../support/fleet-sights/situation.ts';
import { BUILD, userOf, userTitles } from '../support/fleet-sights/user.ts';

/** A board of one account shows the first one. */
const sightsOf = (
  fleet: Fleet,
  first: FleetAccount,
  situation: Situation,
): Readonly<Record<BoardName, Expectations>> => ({
  overview: { ...overviewOf(fleet, situation), ...unitsOf(fleet, situation) },
  account: accountOf(first, situation),
  user: userOf(first, situation),
  'access-keys': accessKeysOf(fleet, situation),
  activity: activityOf(fleet, situation),
  'exporter-health': { ...exporterHealthOf(fleet, situation), ...organizationOf(fleet, situation) },
});

/** How many rows the titles of long tables say that there are. */
const titlesOf = (fleet: Fleet, first: FleetAccount, situation: Situation): Readonly<Record<BoardName, object>> => ({
  overview: overviewTitles(fleet, situation),
  account: accountTitles(first, situation),
  user: userTitles(first, situation),
  'access-keys': accessKeysTitles(fleet, situation),
  activity: activityTitles(fleet, situation),
  'exporter-health': exporterHealthTitles(fleet, situation),
});

describe.each([300, 1])('%d accounts', (size) => {
  const fleet = fleetOf(size);
  const [first] = fleet as [FleetAccount];
  const looks = new Map<string, Look>();

  beforeAll(async () => {
    const prometheus = await prometheusOf(fleet);
    for (const [name, { time }] of Object.entries(situations))
      for (const { board } of boards)
        looks.set(
          `${name}: ${board}`,
          await look(prometheus, board, time, { account: ['account-000'], user: [BUILD] }),
        );
  });

  describe.each(Object.entries(situations))('%s', (name, situation) => {
    const expected = sightsOf(fleet, first, situation);
    const lookAt = (board: BoardName): Look => {
      const found = looks.get(`${name}: ${board}`);
      if (found === undefined) throw new Error(`nobody looked at ${board}`);
      return found;
    };

    it.each(boards)('names every panel of $board, and says how many rows there are', ({ board }) => {
      const titles = boardPanels.filter((panel) => panel.board === board).map(({ title }) => title);
      expect(Object.keys(expected[board]).sort()).toEqual(titles.sort());
      expect(rowsInTitles(lookAt(board))).toEqual(titlesOf(fleet, first, situation)[board]);
    });

    it.each(boardPanels)('$board: $title', async ({ board, title }) => {
      const panel = panelOf(board, title);
      const seen = await sight(lookAt(board), panel);
      const told = expected[board][title];
      expect(seen).toEqual(typeof told === 'function' ? told(seen) : told);
      // However many accounts there are.
      expect(Math.max(...lengthsOf(lookAt(board), panel))).toBeLessThan(8200);
    });
  });
});
