/**
 * The chart's files/defaults.yaml: what a section or a single value of values.yaml is where it is missing. `helm upgrade
 * --reuse-values` brings the values of an older release, without those that came since.
 */
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { chartValues } from './chart-values.ts';

const VALUES = new URL('../../helm/iam-credential-exporter/values.yaml', import.meta.url);

const HEAD = '# What is missing in the values means this. Generated from values.yaml by npm run generate.\n';

export function chartDefaults(): string {
  const values: unknown = parse(readFileSync(VALUES, 'utf8'));
  return HEAD + stringify(singleValues(values, chartValues));
}

/** Without lists, mappings and parts of Kubernetes objects: where somebody took one away, there is none. */
function singleValues(values: unknown, section: z.ZodObject): object {
  const entries = Object.entries(values as Record<string, unknown>).flatMap(([key, value]) => {
    if (typeof value !== 'object') return [[key, value] as const];
    const schema: unknown = section.shape[key];
    const inner: unknown = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    return inner instanceof z.ZodObject ? [[key, singleValues(value, inner)] as const] : [];
  });
  return Object.fromEntries(entries);
}
