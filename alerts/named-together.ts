/**
 * The names of several series as one label, for a text that lists them: PromQL has no way to write the values of a label one behind the
 * other, and a query from the text would be asked for each alert at each evaluation.
 */

interface Named {
  /** The label to make. */
  readonly label: string;
  /** The label of `series` whose values are listed. */
  readonly of: string;
  /** Those that it can have, in the order in which they are listed. */
  readonly values: readonly string[];
  /** At most one for each value within `labels`. */
  readonly series: string;
  readonly labels: string;
}

/** Each name gets a label of its own, and then they are joined. Those that are absent leave spaces, which `listed` takes away. */
export function namedTogether({ label, of, values, series, labels }: Named): string {
  const parts = values.map((value) => `part_${value.replaceAll(/\W/g, '_')}`);
  const all = `group by (${labels}) (${series})`;
  const joins = values.map(
    (value, index) =>
      `    * on (${labels}) group_left (${parts[index]}) (label_replace(${series}{${of}="${value}"}, "${parts[index]}", "$1", "${of}", "(.*)") or on (${labels}) ${all})`,
  );
  return [
    `group by (${labels}, ${label}) (`,
    '  label_join(',
    `    ${all}`,
    ...joins,
    `    , "${label}", " ", ${parts.map((part) => `"${part}"`).join(', ')}`,
    '  )',
    ')',
  ].join('\n');
}

/** The names of one thing: after a restart of Prometheus those of before are there too, for five minutes. */
export function namesOf(series: string, labels: string): string {
  return `topk by (${labels}) (1, ${series})`;
}

/** For a text: such a label with commas. */
export function listed(label: string): string {
  return `{{ reReplaceAll " +" ", " (reReplaceAll "^ +| +$" "" $labels.${label}) }}`;
}

/** `text` with the names, where there are any, for the dot in it: `namedTogether` leaves out a name that it does not know. */
export function withListed(label: string, text: string): string {
  return `{{ with reReplaceAll "^ +| +$" "" $labels.${label} }}${text.replace('{{ . }}', '{{ reReplaceAll " +" ", " . }}')}{{ end }}`;
}
