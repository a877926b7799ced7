/** Queries about the exporter itself: the one board that looks at single replicas. */
const CHOSEN_REPLICAS = 'job=~"$job",instance=~"$instance"';

export function ofReplicas(family: string): string {
  return `${family}{${CHOSEN_REPLICAS}}`;
}

/** How much a counter grew per point of a graph, all replicas together. */
export function growth(labels: string, counter: string): string {
  return `sum by (${labels}) (increase(${ofReplicas(counter)}[$__rate_interval]))`;
}
