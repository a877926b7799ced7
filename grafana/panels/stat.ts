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
import { NEUTRAL, none, type Colour, ZERO_IS_NONE } from '../thresholds.ts';
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
  readonly mappings?: ValueMapping[];
  /** What it says when there is no series. */
  readonly noValue?: string;
  readonly link?: DataLink;
}

export function stat(options: Stat): Panel {
  return builder(options).build();
}

/** The values of a label, which are shown as they are: a series' name would be no text where there is no series. */
export function labelStat({ label, ...options }: Stat & { readonly label: string }): Panel {
  return builder(options)
    .targets([tableQuery(options.expr, 'A')])
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
    .withTarget(instantQuery(expr, more.legend))
    .span(width)
    .height(4)
    .unit(more.unit ?? 'none')
    .thresholds({ build: () => more.thresholds ?? NEUTRAL })
    .mappings(more.mappings ?? [])
    .noValue(more.noValue ?? 'no data')
    .colorMode(BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.None)
    .textMode(more.textMode ?? BigValueTextMode.Auto)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false).fields(''));
  if (more.decimals !== undefined) panel.decimals(more.decimals);
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
