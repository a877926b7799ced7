/** Asks a panel's query of series that promtool makes up: what happened when is exactly known, and nobody has to wait for it. */
import { DASHBOARDS } from '../../../grafana/dashboards.ts';
import type { BoardName } from '../../../grafana/links.ts';
import { panelOf, queriesOf } from '../../support/grafana/boards.ts';
import { type Choices, interpolate } from '../../support/grafana/interpolate.ts';
import { expressionOfVariable } from '../../support/grafana/used-families.ts';
import { promtoolTest } from './promtool-test.ts';

interface Story {
  readonly board: BoardName;
  readonly choices?: Choices;
  /** Series and their values, one a minute from 0 on, in promtool's notation. */
  readonly series: Readonly<Record<string, string>>;
  /** When it is asked; the time range is the hour before. */
  readonly at: string;
  /** Asks more of what is asked. */
  readonly ask?: (expr: string) => string;
  /** Values by series: `{}`, `{account_name="x"}`. */
  readonly gives: Readonly<Record<string, number>>;
}

export interface PanelStory extends Story {
  readonly panel: string;
  /** Default: the first query of the panel. */
  readonly refId?: string;
}

export interface AnnotationStory extends Story {
  readonly annotation: string;
}

export interface VariableStory extends Story {
  readonly variable: string;
}

const ACCOUNT_IDS = ['111122223333', '222233334444', '333344445555', '444455556666'];
const EVERYTHING: Choices = {
  account: ['one'],
  accounts: 'All',
  owner: 'All',
  ou: 'All',
  ou_ids: ['.*'],
  users: 'All',
  account_id: ACCOUNT_IDS,
  away: ['none'],
  limit: ['500'],
  job: 'All',
  instance: 'All',
};

/** Rejects with what promtool expected and got. */
export async function askPanels(promtool: string, stories: readonly PanelStory[]): Promise<void> {
  const tests = stories.map((story) => {
    const { board, panel, refId } = story;
    const queries = queriesOf(panelOf(board, panel));
    const query = queries.find((candidate) => refId === undefined || candidate.refId === refId);
    if (query === undefined) throw new Error(`${panel} has no query ${refId}`);
    return testOf(story, `${panel}: ${query.refId}`, query.expr);
  });
  await ask(promtool, tests);
}

/** The same for the query of a variable. */
export async function askVariable(promtool: string, story: VariableStory): Promise<void> {
  const { board, variable } = story;
  const found = DASHBOARDS[board].templating.list?.find(({ name }) => name === variable);
  await ask(promtool, [testOf(story, variable, expressionOfVariable(found?.query))]);
}

/** The same for the query of an annotation: what it marks at that moment. */
export async function askAnnotation(promtool: string, story: AnnotationStory): Promise<void> {
  const { board, annotation } = story;
  const found = DASHBOARDS[board].annotations.list?.find(({ name }) => name === annotation);
  await ask(promtool, [testOf(story, annotation, found?.expr ?? '')]);
}

async function ask(promtool: string, tests: readonly object[]): Promise<void> {
  const { code, stdout, stderr } = await promtoolTest(promtool, { rule_files: [], evaluation_interval: '1m', tests });
  if (code !== 0) throw new Error(`${stdout}${stderr}`);
}

/** `90m` or `4h`. */
function secondsOf(at: string): number {
  return Number.parseInt(at, 10) * (at.endsWith('h') ? 3600 : 60);
}

function testOf({ board, choices, series, at, ask, gives }: Story, name: string, asked: string): object {
  const variables = DASHBOARDS[board].templating.list ?? [];
  const text = asked.replaceAll('$__range_s', '3600').replaceAll('$__range', '1h').replaceAll('$__interval', '5m');
  const expr = interpolate(text, variables, { ...EVERYTHING, as_of: [String(secondsOf(at))], ...choices });
  return {
    name: `${board}: ${name}`,
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
