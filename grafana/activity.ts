/**
 * For the security engineer who wants to know what happened to credentials lately, and whether "nothing" means nothing. From top to bottom:
 *
 *   1. Can I believe what I see, and is the watch on?   exporter, age of the reports; accounts watched, how far each region was read
 *   2. What happened, and what of it needs an answer?   events of the time range, the newest first; open findings about events
 *   3. Does it get better?                              open findings about events over time
 *   4. Evidence                                         root: last sign-in, use, failures; keys, passwords, MFA and trails by account
 */
import { accountLost, configurationLoaded, newReports } from './annotations.ts';
import { type Dashboard, dashboard } from './board.ts';
import { accountIdVariable, asOfVariable, awayVariable, unitAccountIdsVariable } from './held-variables.ts';
import { eventFindingsTable } from './panels/event-findings-table.ts';
import { eventRows, eventsTable } from './panels/events-table.ts';
import { changesTable, rootEvents } from './panels/last-events.ts';
import { statusLine } from './panels/status.ts';
import { trendBy } from './panels/trends.ts';
import { regionRows, watchState, watchTable } from './panels/watch-state.ts';
import { shownVariable } from './shown-variables.ts';
import { accountsVariable, datasourceVariable, limitVariable, ownerVariable, unitVariable } from './variables.ts';
import { OF_THE_WATCH } from './watch.ts';

export function activity(): Dashboard {
  return dashboard({
    name: 'activity',
    description: 'What happened to credentials lately, in which account and to whom, and how far the watch has looked.',
    // The exporter keeps no event for longer.
    range: '7d',
    variables: [
      datasourceVariable(),
      unitVariable(),
      asOfVariable(),
      unitAccountIdsVariable(),
      ownerVariable(),
      accountsVariable(),
      limitVariable(),
      accountIdVariable(),
      awayVariable(),
      shownVariable('shown_regions', regionRows),
      shownVariable('shown_events', eventRows),
    ],
    annotations: [accountLost, configurationLoaded, newReports],
    rows: [
      {
        title: 'Status',
        panels: [
          ...statusLine(6),
          ...watchState(),
          watchTable('How far the watch has looked, the furthest behind first (${shown_regions})', 6),
        ],
      },
      {
        title: 'What to do',
        panels: [
          eventsTable('What happened, the newest first (${shown_events})', 12),
          eventFindingsTable('Open findings about events, the most urgent first', 8),
        ],
      },
      {
        title: 'Is it getting better',
        panels: [trendBy('check', 'Open findings about events by check', 24, OF_THE_WATCH)],
      },
      {
        title: 'Evidence',
        panels: [...rootEvents(), changesTable('Keys, passwords, MFA and trails by account, the newest first', 10)],
      },
    ],
  });
}
