import {
  type AnnotationQuery,
  DashboardBuilder,
  DashboardCursorSync,
  type Dashboard as SdkDashboard,
  type Panel,
  RowBuilder,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type BoardName, boardLinks, BOARDS } from './links.ts';

// The SDK would rather have its second schema, which needs Grafana 12.
// eslint-disable-next-line @typescript-eslint/no-deprecated
export type Dashboard = SdkDashboard;

/** What Grafana 9.4 writes; newer ones bring it up to date when they load it. */
const SCHEMA_VERSION = 37;

export interface BoardRow {
  readonly title: string;
  readonly panels: readonly Panel[];
}

export interface Board {
  readonly name: BoardName;
  readonly description: string;
  /** How far back it looks at first, say `7d`. */
  readonly range: string;
  readonly variables: readonly { build(): VariableModel }[];
  readonly annotations: readonly { build(): AnnotationQuery }[];
  readonly rows: readonly BoardRow[];
}

/** A read-only dashboard. A panel's number is its place, so that the same boards give the same file. */
export function dashboard({ name, description, range, variables, annotations, rows }: Board): Dashboard {
  const { uid, title } = BOARDS[name];
  const withAll = variables
    .map((variable) => variable.build())
    .filter(({ includeAll }) => includeAll === true)
    .map((variable) => variable.name);
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags(['aws', 'iam', 'security', 'iam-credential-exporter'])
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: `now-${range}`, to: 'now' })
    .refresh('5m')
    .variables([...variables])
    .annotations([...annotations])
    .links(boardLinks(name, withAll));
  let id = 0;
  for (const row of rows) {
    builder.withRow(new RowBuilder(row.title).id(++id));
    for (const panel of row.panels) {
      const numbered = { ...panel, id: ++id };
      builder.withPanel({ build: () => numbered });
    }
  }
  return { ...builder.build(), schemaVersion: SCHEMA_VERSION };
}
