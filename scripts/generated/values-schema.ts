/** The chart's values.schema.json: its own values, and the configuration file of the exporter under `config`. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { chartValues } from './chart-values.ts';
import { configJsonSchema } from './config-schema.ts';
import { kubernetesDefinitions } from './kubernetes-shapes.ts';
import { valuesComments } from './values-comments.ts';

const VALUES = new URL('../../helm/iam-credential-exporter/values.yaml', import.meta.url);

interface Schema {
  type?: string;
  description?: string;
  pattern?: string;
  minLength?: number;
  properties?: Record<string, Schema>;
}

export function valuesSchema(): object {
  const { $schema, ...config } = configJsonSchema() as Schema & { $schema: string };
  const own = z.toJSONSchema(chartValues, { io: 'input', target: 'draft-7' }) as Schema;
  const properties: Record<string, Schema> = {
    config: forGo(config),
    ...own.properties,
    // A parent chart hands both down, and what `global` holds is its own matter.
    global: {
      type: 'object',
      description: 'Values of a parent chart: `imageRegistry` and `imagePullSecrets` are read.',
    },
    enabled: { type: 'boolean', description: 'The `condition` of a parent chart, which Helm alone reads.' },
  };
  for (const [path, comment] of valuesComments(readFileSync(VALUES, 'utf8'))) {
    describe({ properties }, path.split('.'), comment);
  }
  const definitions = kubernetesDefinitions();
  return { $schema, type: 'object', properties, additionalProperties: false, definitions };
}

function describe(schema: Schema, path: readonly string[], comment: string): void {
  const target = path.reduce<Schema | undefined>((parent, key) => parent?.properties?.[key], schema);
  if (target === undefined)
    throw new Error(`values.yaml has ${path.join('.')}, and scripts/generated/chart-values.ts has not`);
  target.description = comment;
}

/**
 * Helm compiles patterns with Go, whose regular expressions cannot look ahead. The one use of it, "begins with a digit" before
 * a pattern of optional parts, means "is not empty" there.
 */
function forGo(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) => {
    if (!isPatterned(value)) return value;
    const pattern = value.pattern.replace(/^\^\(\?=\\d\)/, '^');
    if (/\(\?(?!:)/.test(pattern)) throw new Error(`Go cannot read the pattern ${value.pattern}`);
    return pattern === value.pattern ? value : { ...value, pattern, minLength: 1 };
  }) as Schema;
}

function isPatterned(value: unknown): value is { pattern: string } {
  return typeof value === 'object' && value !== null && 'pattern' in value && typeof value.pattern === 'string';
}
