import client, { type RegistryContentType } from 'prom-client';

/** They end in `_total` without being counters, which `promtool check metrics` refuses. */
const MISNAMED = ['nodejs_active_handles', 'nodejs_active_requests', 'nodejs_active_resources'];

export interface ProcessMetrics {
  /** The text of prom-client's process and Node.js metrics, without `# EOF`. */
  text(): Promise<string>;
  openMetrics(): Promise<string>;
}

/**
 * prom-client's default metrics. One registry per format: a metric that was rendered once as OpenMetrics loses `_total` in the
 * plain text for good.
 */
export function createProcessMetrics(): ProcessMetrics {
  const text = createRegistry(client.Registry.PROMETHEUS_CONTENT_TYPE);
  const openMetrics = createRegistry(client.Registry.OPENMETRICS_CONTENT_TYPE);
  return {
    text: () => text.metrics(),
    openMetrics: async () => (await openMetrics.metrics()).replace(/# EOF\n$/, ''),
  };
}

function createRegistry(contentType: RegistryContentType): client.Registry<RegistryContentType> {
  const registry: client.Registry<RegistryContentType> = new client.Registry();
  registry.setContentType(contentType);
  client.collectDefaultMetrics({ register: registry });
  for (const prefix of MISNAMED) {
    registry.removeSingleMetric(prefix);
    registry.removeSingleMetric(`${prefix}_total`);
  }
  return registry;
}
