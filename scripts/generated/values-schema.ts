/** The chart's values.schema.json: its own values, and the configuration file of the exporter under `config`. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { chartValues } from './chart-values.ts';
import { configJsonSchema } from './config-schema.ts';
import { refinedShapes } from './kubernetes-shapes.ts';
import { valuesComments } from './values-comments.ts';

const VALUES = new URL('../../helm/iam-credential-exporter/values.yaml', import.meta.url);
const NAMES_OF_PEERS = new URL('../../helm/iam-credential-exporter/files/names-of-peers.yaml', import.meta.url);

const ANY_TYPE = ['null', 'boolean', 'object', 'array', 'number', 'string'];

interface Schema {
  type?: string | readonly string[];
  additionalProperties?: boolean;
  description?: string;
  pattern?: string;
  minLength?: number;
  properties?: Record<string, Schema>;
}

export function valuesSchema(): object {
  const { $schema, ...config } = configJsonSchema() as Schema & { $schema: string };
  const own = withKeysByPath(z.toJSONSchema(chartValues, { io: 'input', target: 'draft-7' }) as Schema);
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
  for (const [path, here] of Object.entries(parse(readFileSync(NAMES_OF_PEERS, 'utf8')) as Record<string, string>)) {
    letThrough({ properties }, path.split('.'), here);
  }
  const definitions = withKeysByPath(refinedShapes());
  return { $schema, type: 'object', properties, additionalProperties: false, definitions };
}

function describe(schema: Schema, path: readonly string[], comment: string): void {
  const target = path.reduce<Schema | undefined>((parent, key) => parent?.properties?.[key], schema);
  if (target === undefined)
    throw new Error(`values.yaml has ${path.join('.')}, and scripts/generated/chart-values.ts has not`);
  target.description = comment;
}

/** Of a name that a template answers with ours: any value of it. */
function letThrough(schema: Schema, [key = '', ...rest]: readonly string[], here: string): void {
  schema.properties ??= {};
  const inner = (schema.properties[key] ??= rest.length === 0 ? {} : { type: 'object', additionalProperties: false });
  if (rest.length > 0) letThrough(inner, rest, here);
  else Object.assign(inner, { type: ANY_TYPE, description: `Called ${here} here.` });
}

/** Helm does not say where a key is that `propertyNames` refuses. It does of one that fits no pattern. */
function withKeysByPath<Part extends object>(part: Part): Part {
  return JSON.parse(JSON.stringify(part), (_key, value: unknown) => {
    if (!hasKeyPattern(value)) return value;
    const { propertyNames, additionalProperties, ...rest } = value;
    return {
      ...rest,
      patternProperties: { [propertyNames.pattern]: additionalProperties },
      additionalProperties: false,
    };
  }) as Part;
}

function hasKeyPattern(value: unknown): value is { propertyNames: { pattern: string }; additionalProperties: object } {
  return typeof value === 'object' && value !== null && 'propertyNames' in value && isPatterned(value.propertyNames);
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
