import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  DashboardLinkBuilder,
  type Panel,
  type ThresholdsConfig,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { inSight } from '../in-sight.ts';
import type { DataLink } from '../links.ts';
import { labelled } from '../promql.ts';
import { byPattern, type Colour, inWords, NEUTRAL, NO_NUMBER, none, ONE_DAY, ZERO_IS_NONE } from '../thresholds.ts';
import { COUNT, DAYS } from '../units.ts';
import { DATASOURCE } from '../variables.ts';
import { instantQuery, tableQuery } from './query.ts';

export interface Stat {
  readonly title: string;
  readonly description: string;
  readonly expr: string;
  /** Of 24. */
  readonly width: number;
  readonly unit?: string;
  readonly legend?: string;
  readonly textMode?: BigValueTextMode;
  readonly decimals?: number;
  readonly thresholds?: ThresholdsConfig;
  /** By legend, for a value that has one. */
  readonly thresholdsOf?: Readonly<Record<string, ThresholdsConfig>>;
  readonly mappings?: ValueMapping[];
  /** What it says when the query finds nothing: `no data`, and why. */
  readonly noData?: string;
  readonly height?: number;
  readonly link?: DataLink;
}

/** A query that succeeds always finds something, so that nothing at all means that it failed. */
export const QUERY_FAILED = 'query failed';
const NO_DATA = 'no data';

export function stat(options: Stat): Panel {
  return builder(options).build();
}

/** The values of a label, which are shown as they are: a series' name would be no text where there is no series. */
export function labelStat({ label, noData = NO_DATA, ...options }: Stat & { readonly label: string }): Panel {
  const nothing = byPattern([`/^${noData}$/`, 'noData']);
  return builder({ ...options, mappings: [...(options.mappings ?? []), ...nothing] })
    .targets([tableQuery(`${options.expr} or on () ${labelled('vector(1)', label, noData)}`, 'A')])
    .unit('string')
    .textMode(BigValueTextMode.Value)
    .reduceOptions(new ReduceDataOptionsBuilder().values(true).fields(`/^${label}$/`))
    .build();
}

function builder({ title, description, expr, width, ...more }: Stat): PanelBuilder {
  const panel = new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(DATASOURCE)
    .withTarget(instantQuery(`${expr} or on () vector(${NO_NUMBER.noData})`, more.legend))
    .span(width)
    .height(more.height ?? 4)
    .unit(more.unit ?? COUNT)
    .thresholds({ build: () => more.thresholds ?? NEUTRAL })
    .mappings([
      ...(more.mappings ?? []),
      ...(more.unit === DAYS ? [ONE_DAY] : []),
      inWords({ noData: more.noData ?? NO_DATA }),
    ])
    .noValue(QUERY_FAILED)
    .colorMode(BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.None)
    .textMode(more.textMode ?? BigValueTextMode.Auto)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false).fields(''));
  if (more.decimals !== undefined) panel.decimals(more.decimals);
  for (const [legend, value] of Object.entries(more.thresholdsOf ?? {})) {
    panel.overrideByName(legend, [{ id: 'thresholds', value }]);
  }
  if (more.link !== undefined) {
    const { title: text, url, targetBlank = false } = more.link;
    panel.links([inSight(new DashboardLinkBuilder(text).url(url).targetBlank(targetBlank))]);
  }
  return panel;
}

/** A number that should be 0: then it is a green "none", and without a series "no data" in another colour. */
export function countStat(options: Omit<Stat, 'thresholds'> & { readonly otherwise: Colour }): Panel {
  const { otherwise, mappings = [], ...rest } = options;
  return stat({ ...rest, thresholds: none(otherwise), mappings: [ZERO_IS_NONE, ...mappings] });
}
