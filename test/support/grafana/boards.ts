import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import type { Dashboard } from '../../../grafana/board.ts';
import { DASHBOARDS } from '../../../grafana/dashboards.ts';
import type { BoardName } from '../../../grafana/links.ts';

export interface BoardPanel {
  readonly board: BoardName;
  readonly title: string;
  readonly panel: Panel;
}

export interface PanelQuery extends BoardPanel {
  readonly refId: string;
  readonly query: Dataquery;
}

export const boards = Object.entries(DASHBOARDS).map(([board, dashboard]) => ({
  board: board as BoardName,
  dashboard,
}));

/** Every panel of every board, without the rows' headings. */
export const boardPanels: readonly BoardPanel[] = boards.flatMap(({ board, dashboard }) =>
  panelsOf(dashboard).map((panel) => ({ board, title: (panel.title ?? '').replace(/ \(\$\{\w+\}\)$/, ''), panel })),
);

export const panelQueries: readonly PanelQuery[] = boardPanels.flatMap((boardPanel) =>
  queriesOf(boardPanel.panel).map((query) => ({ ...boardPanel, refId: query.refId ?? '', query })),
);

/** By its title without the number of rows. @throws where there is no such panel. */
export function panelOf(board: BoardName, title: string): Panel {
  const found = boardPanels.find((panel) => panel.board === board && panel.title === title);
  if (found === undefined) throw new Error(`${board} has no panel ${title}`);
  return found.panel;
}

/** Those of closed rows too. */
export function panelsOf({ panels = [] }: Dashboard): Panel[] {
  return panels.flatMap((panel) => ('panels' in panel ? panel.panels : [panel]));
}

/** All boards ask Prometheus alone. */
export function queriesOf({ targets = [] }: Panel): Dataquery[] {
  return targets as unknown as Dataquery[];
}
