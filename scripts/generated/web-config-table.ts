/** The keys of the file of `--web.config.file`, from its schema. */
import { z } from 'zod';
import { CIPHER_SUITES } from '../../src/config/tls-names.ts';
import { webConfigSchema } from '../../src/config/web-config-schema.ts';
import { markdownTable } from './markdown-table.ts';

const HEAD = `## Web configuration file

\`--web.config.file\` names a YAML file with TLS, logins and headers, in the format of Prometheus' exporter-toolkit: the file of another exporter does as well. A file name in it is
relative to its own folder. The exporter reads the file and the certificates again when they change, at most once a second, and keeps those before it if they are bad.
[TLS and logins](guides/tls-and-logins.md) is the guide, and lists what differs from other exporters.`;

const TAIL = `The cipher suites up to TLS 1.2 are those that Go calls secure:

${Object.keys(CIPHER_SUITES)
  .map((name) => `- \`${name}\``)
  .join('\n')}`;

export function webConfigSection(): string[] {
  return [HEAD, markdownTable(['Key', 'Meaning'], rowsOf(webConfigSchema, '')), TAIL];
}

function rowsOf(schema: z.ZodType, path: string): string[][] {
  const shape = shapeOf(schema);
  if (shape === undefined) return [[`\`${path}\``, schema.description ?? '']];
  return Object.entries(shape).flatMap(([key, value]) => rowsOf(value, path === '' ? key : `${path}.${key}`));
}

function shapeOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> | undefined {
  if (schema instanceof z.ZodOptional) return shapeOf(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodObject ? schema.shape : undefined;
}
