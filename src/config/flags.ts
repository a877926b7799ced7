/** The command line's flags, declared once: each is an environment variable too, and docs/configuration.md lists them. */
import { z } from 'zod';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

export const LOG_FORMATS = ['json', 'logfmt'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

export interface ListenAddress {
  /** undefined: every address of the machine. */
  readonly host: string | undefined;
  /** 0: one that is free. */
  readonly port: number;
}

export interface Flags {
  readonly listenAddresses: readonly ListenAddress[];
  /** undefined: there is none. */
  readonly probeListenAddress: ListenAddress | undefined;
  readonly webConfigFile: string | undefined;
  readonly telemetryPath: string;
  readonly enableLifecycle: boolean;
  readonly configFile: string | undefined;
  readonly configCheck: boolean;
  readonly storagePath: string | undefined;
  /** Which of the shards this exporter is, from 0, and how many there are: each reads accounts of its own. */
  readonly shard: number;
  readonly totalShards: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly logFormat: LogFormat;
}

export interface FlagDeclaration {
  /** Without the dashes. */
  readonly name: string;
  /** What to write for the value; none for a switch. */
  readonly value?: string;
  readonly default?: string;
  /** May be given many times; each may hold several values with commas between them. */
  readonly isList?: true;
  readonly description: string;
}

export const FLAGS = {
  listenAddresses: {
    name: 'web.listen-address',
    value: 'address',
    default: ':10063',
    isList: true,
    description: 'Address to listen on, as [HOST]:PORT. For several, repeat the flag or put commas between them.',
  },
  probeListenAddress: {
    name: 'web.probe-listen-address',
    value: 'address',
    description:
      'Further address, as [HOST]:PORT, that answers /-/healthy and /-/ready without TLS and login, and nothing else.',
  },
  webConfigFile: {
    name: 'web.config.file',
    value: 'file',
    description: "File (YAML) with TLS, logins and headers, in the format of Prometheus' exporter-toolkit.",
  },
  telemetryPath: {
    name: 'web.telemetry-path',
    value: 'path',
    default: '/metrics',
    description: 'Path of the metrics.',
  },
  enableLifecycle: {
    name: 'web.enable-lifecycle',
    description: 'Allow POST /-/reload, which loads the configuration again.',
  },
  configFile: {
    name: 'config.file',
    value: 'file',
    description: 'Configuration file (YAML). Without it: the one account of the default AWS credential chain.',
  },
  configCheck: {
    name: 'config.check',
    description: 'Check the configuration and exit: code 0 if it is good, 2 if not.',
  },
  storagePath: {
    name: 'storage.path',
    value: 'folder',
    description:
      'Folder in which the last credential report of each account, and what the fact `activity` has seen, survive a restart. Without it the exporter stores nothing.',
  },
  shard: {
    name: 'shard',
    value: 'number',
    default: '0',
    description: 'Which of the shards this exporter is, counted from 0.',
  },
  totalShards: {
    name: 'total-shards',
    value: 'number',
    default: '1',
    description:
      'How many shards read the accounts. All get the same configuration, and each account is read by one of them. 1: this exporter reads every account.',
  },
  logLevel: {
    name: 'log.level',
    value: 'level',
    default: 'info',
    description: `Lowest level that the exporter logs: ${LOG_LEVELS.join(', ')}.`,
  },
  logFormat: {
    name: 'log.format',
    value: 'format',
    default: 'json',
    description: `Format of the log's lines: ${LOG_FORMATS.join(' or ')}.`,
  },
} as const satisfies Record<keyof Flags, FlagDeclaration>;

/** Each account is weighed once for each shard. */
export const MOST_SHARDS = 1000;

export const VARIABLE_PREFIX = 'IAM_CREDENTIAL_EXPORTER_';

/** `web.listen-address` -> `IAM_CREDENTIAL_EXPORTER_WEB_LISTEN_ADDRESS` */
export function environmentVariable(flag: FlagDeclaration): string {
  return `${VARIABLE_PREFIX}${flag.name.toUpperCase().replaceAll(/[.-]/g, '_')}`;
}

const LISTEN_ADDRESS = /^(?:\[(?<ipv6>[0-9a-fA-F:.]+)\]|(?<host>[^[\]:]*)):(?<port>\d{1,5})$/;

const BAD_ADDRESS = 'must be [HOST]:PORT, such as :10063 or 127.0.0.1:10063';

function readAddress(text: string): ListenAddress | undefined {
  const { ipv6, host, port } = LISTEN_ADDRESS.exec(text)?.groups ?? {};
  if (port === undefined || Number(port) > 65_535) return undefined;
  return { host: ipv6 ?? (host === '' ? undefined : host), port: Number(port) };
}

const toggle = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true');

function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((number) => number >= least && number <= most, `must be a whole number from ${least} to ${most}`);
}

const flagsSchema = z.object({
  listenAddresses: z.string().transform((text, context) =>
    text.split(',').flatMap((written, index, all) => {
      const address = readAddress(written.trim());
      const whose = all.length === 1 ? '' : `"${written.trim()}" `;
      if (address === undefined) context.addIssue({ code: 'custom', message: `${whose}${BAD_ADDRESS}` });
      else if (all.findIndex((other) => other.trim() === written.trim()) < index)
        context.addIssue({ code: 'custom', message: `has ${written.trim()} twice` });
      return address ?? [];
    }),
  ),
  probeListenAddress: z
    .string()
    .transform((text, context): ListenAddress => {
      const address = readAddress(text);
      if (address !== undefined) return address;
      context.addIssue({ code: 'custom', message: BAD_ADDRESS });
      return z.NEVER;
    })
    .optional(),
  webConfigFile: z.string().min(1, 'must name a file').optional(),
  telemetryPath: z
    .string()
    .regex(/^\/[A-Za-z0-9._~/-]+$/, 'must be a path such as /metrics')
    .refine((path) => !path.startsWith('/-/'), 'must not begin with /-/, which is taken'),
  enableLifecycle: toggle,
  configFile: z.string().min(1, 'must name a file').optional(),
  configCheck: toggle,
  storagePath: z.string().min(1, 'must name a folder').optional(),
  shard: wholeNumber(0, MOST_SHARDS - 1),
  totalShards: wholeNumber(1, MOST_SHARDS),
  logLevel: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`),
  logFormat: z.enum(LOG_FORMATS, `must be ${LOG_FORMATS.join(' or ')}`),
});

const NOT_GIVEN = {
  probeListenAddress: undefined,
  webConfigFile: undefined,
  configFile: undefined,
  storagePath: undefined,
};

/** The values as written on the command line or in the environment. */
export type FlagValues = Partial<Record<keyof Flags, string | undefined>>;

export type ReadFlags =
  { readonly ok: true; readonly flags: Flags } | { readonly ok: false; readonly problems: string[] };

/** @param placeOf where a value is from, for its problem. */
export function readFlags(
  values: FlagValues,
  placeOf = (key: keyof Flags): string => `--${FLAGS[key].name}`,
): ReadFlags {
  const result = flagsSchema.safeParse(values);
  if (result.success) {
    const problems = contradictions(result.data).map(([key, message]) => `${placeOf(key)}: ${message}`);
    return problems.length > 0 ? { ok: false, problems } : { ok: true, flags: { ...NOT_GIVEN, ...result.data } };
  }
  const problems = result.error.issues.map(({ path, message }) => `${placeOf(path[0] as keyof Flags)}: ${message}`);
  return { ok: false, problems };
}

function contradictions({
  shard,
  totalShards,
  listenAddresses,
  probeListenAddress: probe,
}: z.output<typeof flagsSchema>): (readonly [key: keyof Flags, message: string])[] {
  const isTaken = listenAddresses.some(({ host, port }) => port > 0 && host === probe?.host && port === probe?.port);
  return [
    ...(isTaken
      ? [['probeListenAddress', `must be another address than --${FLAGS.listenAddresses.name}`] as const]
      : []),
    ...(shard >= totalShards
      ? [
          [
            'shard',
            `must be less than --${FLAGS.totalShards.name}, which is ${totalShards}: shards are counted from 0`,
          ] as const,
        ]
      : []),
  ];
}
