import type { DynamicConfigValue, Panel } from '@grafana/grafana-foundation-sdk/dashboard';

/** What a table says about one of its fields; undefined where it does not name it. */
export function override(panel: Panel, field: string): readonly DynamicConfigValue[] | undefined {
  const overrides = panel.fieldConfig?.overrides ?? [];
  return overrides.find(({ matcher }) => matcher.id === 'byName' && matcher.options === field)?.properties;
}

export interface VisibleColumn {
  readonly field: string;
  readonly title: string;
}

/** The columns that a reader sees, from left to right. */
export function visibleColumns(panel: Panel): VisibleColumn[] {
  return (panel.fieldConfig?.overrides ?? []).flatMap(({ matcher, properties }) => {
    const value = (id: string): unknown => properties.find((property) => property.id === id)?.value;
    const title = value('displayName');
    if (matcher.id !== 'byName' || value('custom.hidden') === true) return [];
    return [{ field: String(matcher.options), title: typeof title === 'string' ? title : '' }];
  });
}
