/** What the configuration and the flags say, as far as it is nobody's secret: no role, no external id, no pattern for a name. */
import type { Config } from '../config/config.ts';
import type { Flags } from '../config/flags.ts';
import { FACTS } from '../model/facts/catalogue.ts';
import { HOUR, MINUTE } from '../model/time.ts';

export interface Settings {
  readonly sections: readonly SettingsSection[];
}

export interface SettingsSection {
  readonly title: string;
  readonly settings: readonly (readonly [name: string, value: string])[];
}

export function settingsOf(config: Config, flags: Flags): Settings {
  const { accounts, organization, metrics, policy } = config;
  const files = accounts.filter(({ source }) => source === 'file').length;
  return {
    sections: [
      {
        title: 'Accounts',
        settings: [
          [
            'Configuration file',
            flags.configFile === undefined ? 'none: the account of the default credentials' : 'given',
          ],
          ['Entries under accounts', `${accounts.length}, of which ${files} are report files`],
          [
            'Organization',
            organization === undefined ? 'not asked' : `asked every ${durationWords(organization.interval)}`,
          ],
          ['Shard', `${flags.shard} of ${flags.totalShards}, counted from 0`],
        ],
      },
      {
        title: 'Facts',
        settings: FACTS.map(({ id }) => {
          const { enabled, interval } = config.facts[id];
          return [id, enabled ? `read every ${durationWords(interval)}` : 'off'] as const;
        }),
      },
      {
        title: 'What is shown',
        settings: [
          [
            'metrics.perUser',
            metrics.perUser ? 'true: users are named' : 'false: users are counted, and only root is named',
          ],
          ['metrics.exclude', `${metrics.exclude.length} patterns`],
          ['policy.overrides', String(policy.overrides.length)],
          ['exemptions', String(policy.exemptions.length)],
        ],
      },
      {
        title: 'The process',
        settings: [
          ['refreshTimeout', durationWords(config.refreshTimeout)],
          ['concurrency', `${config.concurrency} calls to AWS at a time`],
          ['reportSizeLimit', `${Math.round(config.reportSizeLimit / 2 ** 20)} MiB`],
          ['Reload over HTTP', flags.enableLifecycle ? 'on' : 'off: SIGHUP reloads'],
          ['Facts on disk', flags.storagePath === undefined ? 'off' : 'on'],
          ['Level of the log', flags.logLevel],
        ],
      },
    ],
  };
}

/** @param milliseconds of a duration, which a file says in whole units. */
function durationWords(milliseconds: number): string {
  if (milliseconds % HOUR === 0) return `${milliseconds / HOUR} h`;
  if (milliseconds % MINUTE === 0) return `${milliseconds / MINUTE} min`;
  return `${milliseconds / 1000} s`;
}
