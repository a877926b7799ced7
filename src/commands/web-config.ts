import type { Flags } from '../config/flags.ts';
import { type GoodWebConfig, startWebConfig, type StartedWebConfig } from '../config/web-config-watch.ts';
import { OPEN_WEB } from '../model/web-settings.ts';
import { tlsProblem } from '../web/tls-options.ts';
import type { Outside } from './outside.ts';

/** Neither TLS nor a login. */
export const NO_WEB_CONFIG: GoodWebConfig = {
  ok: true,
  settings: OPEN_WEB,
  warnings: [],
  watch: () => () => Promise.resolve(OPEN_WEB),
};

/** What `--web.config.file` says, if there is one. */
export async function loadWebConfig(
  { clock }: Pick<Outside, 'clock'>,
  { webConfigFile }: Pick<Flags, 'webConfigFile'>,
): Promise<StartedWebConfig> {
  return webConfigFile === undefined ? NO_WEB_CONFIG : startWebConfig(webConfigFile, clock, tlsProblem);
}
