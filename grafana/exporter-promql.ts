/** Queries about the exporter itself: the one board that looks at single replicas. */
const CHOSEN_REPLICAS = 'job=~"$job",instance=~"$instance"';

export function ofReplicas(family: string, matchers?: string): string {
  return `${family}{${matchers === undefined ? '' : `${matchers},`}${CHOSEN_REPLICAS}}`;
}

/**
 * What a counter grew by in each bar of a graph, all replicas together: the difference between its ends. `increase` misses what
 * happens between the last scrape of one bar and the first of the next one, and makes up for it by counting the rest as more than it is.
 */
export function growth(labels: string, counter: string): string {
  const value = ofReplicas(counter);
  const before = `${value} offset $__interval`;
  // Most never count anything, and are not looked at twice.
  const some = `${value} > 0`;
  const startedAnew = `${some} and ${before}`;
  const firstSeen = `(${some}) - min_over_time(${value}[$__interval])`;
  return `sum by (${labels}) ((${some}) - ${before} >= 0 or ${startedAnew} or ${firstSeen}) or 0 * sum by (${labels}) (${value})`;
}

/** Adds the label `exporter`: its job, and its namespace before it where it has one. `expr` has both. */
export function withExporter(expr: string): string {
  const joined = `label_join(${expr}, "exporter", "/", "namespace", "job")`;
  return `label_replace(${joined}, "exporter", "$1", "exporter", "/(.+)")`;
}

/** The same for `expr` where there are several exporters: with one, its name is in everybody's way. */
export function withExporterIfSeveral(expr: string): string {
  const exporters = `group by (namespace, job) (last_over_time(${ofReplicas('iam_credential_exporter_build_info')}[$__range]))`;
  const several = `on () (count(${exporters}) > 1)`;
  const names = `(${withExporter(`(${exporters} and ${several})`)} or ${exporters} unless ${several})`;
  return `${expr} * on (namespace, job) group_left (exporter) ${names}`;
}
