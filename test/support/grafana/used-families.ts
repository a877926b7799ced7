import { boards, panelQueries } from './boards.ts';
import { interpolate, SOME_CHOICE } from './interpolate.ts';
import { selectors } from '../../../alerts/promql.ts';

/** The names of all metrics that a panel, a variable or an annotation of a dashboard asks for. */
export function familiesOnBoards(): Set<string> {
  const asked = boards.flatMap(({ board, dashboard }) => {
    const variables = dashboard.templating.list ?? [];
    const ofPanels = panelQueries.filter((query) => query.board === board).map(({ query }) => query.expr);
    const ofAnnotations = (dashboard.annotations.list ?? []).map(({ expr }) => expr ?? '');
    const ofVariables = variables.map(({ query }) => expressionOfVariable(query));
    return [...ofPanels, ...ofAnnotations, ...ofVariables].map((expr) => interpolate(expr, variables, SOME_CHOICE));
  });
  return new Set(asked.flatMap((expr) => selectors(expr).map(({ metric }) => metric)));
}

/** What is asked of Prometheus inside `label_values(..., label)` and `query_result(...)`. */
export function expressionOfVariable(query: unknown): string {
  const text = typeof query === 'object' && query !== null && 'query' in query ? String(query.query) : '';
  return /^label_values\((.*), \w+\)$/s.exec(text)?.[1] ?? /^query_result\((.*)\)$/s.exec(text)?.[1] ?? '';
}
