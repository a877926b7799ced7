/** Reads the text formats just as far as the tests need it: on purpose without the exporter's own code. */

/** Metric name -> number of samples. */
export function samplesByName(page: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of page.split('\n')) {
    const name = /^[a-zA-Z_:][\w:]*/.exec(line)?.[0];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** The names in `# TYPE` lines. */
export function familyNames(page: string): string[] {
  return [...page.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name ?? '');
}

/** The value of the one sample that starts with `series`, written as on the page; undefined where there is none. */
export function valueOf(page: string, series: string): number | undefined {
  const line = page.split('\n').find((line) => line.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}
