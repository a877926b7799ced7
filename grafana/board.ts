import {
  type AnnotationQuery,
  DashboardBuilder,
  DashboardCursorSync,
  type Dashboard as SdkDashboard,
  type Panel,
  RowBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type BoardName, boardLinks, BOARDS, TAG } from './links.ts';
import { ofOne } from './of-one.ts';
import type { Variable } from './variables.ts';

// The SDK would rather have its second schema, which needs Grafana 12.
// eslint-disable-next-line @typescript-eslint/no-deprecated
export type Dashboard = SdkDashboard;

/** What Grafana 9.4 writes; newer ones bring it up to date when they load it. */
const SCHEMA_VERSION = 37;

export interface BoardRow {
  readonly title: string;
  readonly panels: readonly Panel[];
  /** Opened by a click, for what only some readers have: until then it asks nothing. */
  readonly collapsed?: boolean;
}

export interface Board {
  readonly name: BoardName;
  readonly description: string;
  /** How far back it looks at first, say `7d`. */
  readonly range: string;
  readonly variables: readonly Variable[];
  readonly annotations: readonly { build(): AnnotationQuery }[];
  readonly rows: readonly BoardRow[];
}

/** A read-only dashboard. A panel's number is its place, so that the same boards give the same file. */
export function dashboard({ name, description, range, variables, annotations, rows }: Board): Dashboard {
  const { uid, title } = BOARDS[name];
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags(['aws', 'iam', 'security', TAG])
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: `now-${range}`, to: 'now' })
    .refresh('5m')
    .variables([...variables])
    .annotations([...annotations])
    .links(boardLinks());
  let id = 0;
  for (const { title: heading, panels, collapsed = false } of rows) {
    const row = new RowBuilder(heading).id(++id).collapsed(collapsed);
    const numbered = panels.map((panel) => ({ build: () => ({ ...panel, id: ++id }) }));
    if (collapsed) for (const panel of numbered) row.withPanel(panel);
    builder.withRow(row);
    if (!collapsed) for (const panel of numbered) builder.withPanel(panel);
  }
  return ofOne({ ...builder.build(), schemaVersion: SCHEMA_VERSION });
}
