/** Queries about the exporter itself: the one board that looks at single replicas. */
const CHOSEN_REPLICAS = 'job=~"$job",instance=~"$instance"';

export function ofReplicas(family: string, matchers?: string): string {
  return `${family}{${matchers === undefined ? '' : `${matchers},`}${CHOSEN_REPLICAS}}`;
}

/**
 * How fast a counter grows, all replicas together. A rate and no growth per point: the look-back is longer than the points are apart,
 * so that a bar for each would count the same event several times.
 */
export function perHour(labels: string, counter: string): string {
  return `sum by (${labels}) (rate(${ofReplicas(counter)}[$__rate_interval])) * 3600`;
}

/** Adds the label `exporter`: its job, and its namespace before it where it has one. `expr` has both. */
export function withExporter(expr: string): string {
  const joined = `label_join(${expr}, "exporter", "/", "namespace", "job")`;
  return `label_replace(${joined}, "exporter", "$1", "exporter", "/(.+)")`;
}
