/** Asks a panel's query of series that promtool makes up: what happened when is exactly known, and nobody has to wait for it. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { DASHBOARDS } from '../../../grafana/dashboards.ts';
import type { BoardName } from '../../../grafana/links.ts';
import { panelOf, queriesOf } from '../../support/grafana/boards.ts';
import { type Choices, interpolate } from '../../support/grafana/interpolate.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { run } from './tools.ts';

export interface PanelStory {
  readonly board: BoardName;
  readonly panel: string;
  /** Default: the first query of the panel. */
  readonly refId?: string;
  readonly choices?: Choices;
  /** Series and their values, one a minute from 0 on, in promtool's notation. */
  readonly series: Readonly<Record<string, string>>;
  /** When it is asked; the time range is the hour before. */
  readonly at: string;
  /** Asks more of what the panel asks. */
  readonly ask?: (expr: string) => string;
  /** Values by series: `{}`, `{account_name="x"}`. */
  readonly gives: Readonly<Record<string, number>>;
}

const ACCOUNT_IDS = ['111122223333', '222233334444', '333344445555', '444455556666'];
const EVERYTHING: Choices = {
  account: 'All',
  owner: 'All',
  account_id: ACCOUNT_IDS,
  limit: ['500'],
  job: 'All',
  instance: 'All',
};

/** Rejects with what promtool expected and got. */
export async function askPanels(promtool: string, stories: readonly PanelStory[]): Promise<void> {
  const file = path.join(await temporaryFolder(), 'stories.yaml');
  await writeFile(file, stringify({ rule_files: [], evaluation_interval: '1m', tests: stories.map(testOf) }));
  const { code, stdout, stderr } = await run(promtool, ['test', 'rules', file]);
  if (code !== 0) throw new Error(`${stdout}${stderr}`);
}

function testOf({ board, panel, refId, choices, series, at, ask, gives }: PanelStory): object {
  const query = queriesOf(panelOf(board, panel)).find((candidate) => refId === undefined || candidate.refId === refId);
  if (query === undefined) throw new Error(`${panel} has no query ${refId}`);
  const variables = DASHBOARDS[board].templating.list ?? [];
  const expr = interpolate(query.expr.replaceAll('$__range', '1h'), variables, { ...EVERYTHING, ...choices });
  return {
    name: `${board}: ${panel}: ${query.refId}`,
    interval: '1m',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    promql_expr_test: [
      {
        expr: ask?.(expr) ?? expr,
        eval_time: at,
        exp_samples: Object.entries(gives).map(([labels, value]) => ({ labels, value })),
      },
    ],
  };
}
