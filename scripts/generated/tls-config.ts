/** How Prometheus speaks TLS to a target and logs in at it, as the Prometheus Operator takes it. */
import { z } from 'zod';

const VERSIONS = ['TLS10', 'TLS11', 'TLS12', 'TLS13'];

const keyOf = z.strictObject({ name: z.string(), key: z.string(), optional: z.boolean().optional() });
const secretOrConfigMap = z.strictObject({ secret: keyOf, configMap: keyOf }).partial();

export const tlsConfig = z
  .strictObject({
    ca: secretOrConfigMap,
    cert: secretOrConfigMap,
    keySecret: keyOf,
    serverName: z.string(),
    insecureSkipVerify: z.boolean(),
    minVersion: z.enum(VERSIONS),
    maxVersion: z.enum(VERSIONS),
  })
  .partial();

/** One without the other is refused in a sentence, by a template. */
export const basicAuth = z.strictObject({ username: keyOf, password: keyOf }).partial();

/** Files of Prometheus' own container, such as a mesh puts there: for a ServiceMonitor, and not for a PodMonitor. */
export const tlsConfigWithFiles = tlsConfig
  .extend({ caFile: z.string(), certFile: z.string(), keyFile: z.string() })
  .partial();
