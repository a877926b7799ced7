import type { Flags } from '../../../src/config/flags.ts';

/** Of a command line without any. */
export const DEFAULT_FLAGS: Flags = {
  listenAddresses: [{ host: undefined, port: 10063 }],
  probeListenAddress: undefined,
  webConfigFile: undefined,
  telemetryPath: '/metrics',
  enableLifecycle: false,
  configFile: undefined,
  configCheck: false,
  storagePath: undefined,
  shard: 0,
  totalShards: 1,
  logLevel: 'info',
  logFormat: 'json',
};
