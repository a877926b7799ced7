import { expect, it } from '@jest/globals';
import { RE2JS } from 're2js';
import { parse } from 'yaml';
import { valuesComments } from '../../../scripts/generated/values-comments.ts';
import { chartFile, chartFilesIn, valuePaths } from './chart-files.ts';

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const schema = JSON.parse(chartFile('values.schema.json')) as Schema;
const values = chartFile('values.yaml');
const paths = valuePaths(values);
const comments = valuesComments(values);
const namesOfPeers = parse(chartFile('files/names-of-peers.yaml')) as Record<string, string>;

it('has a comment and a schema entry for each value', () => {
  expect(paths.filter((path) => schemaAt(documented(path)) === undefined)).toEqual([]);
});

it('has a value with a comment for each schema entry', () => {
  const notOurs = ['global', 'enabled', ...Object.keys(namesOfPeers)];
  const entries = leaves(schema, '').filter((path) => !notOurs.includes(path) && documented(path) !== 'config');
  expect(entries.filter((path) => !comments.has(documented(path)))).toEqual([]);
});

it('has patterns that Helm can read, whose engine is RE2', () => {
  const patterns = [...chartFile('values.schema.json').matchAll(/"pattern": ("(?:[^"\\\\]|\\\\.)*")/g)];
  expect(patterns.length).toBeGreaterThan(20);
  for (const [, pattern = '""'] of patterns) RE2JS.compile(JSON.parse(pattern) as string);
});

it('has a value for each name of another chart, by our name', () => {
  const ours = Object.values(namesOfPeers).flatMap((here) => here.split(' or '));
  expect(ours.filter((path) => schemaAt(path) === undefined)).toEqual([]);
  expect(Object.keys(namesOfPeers).filter((path) => comments.has(path))).toEqual([]);
});

it('says in its schema what the comments say', () => {
  expect(schemaAt('image.tag')?.description).toBe(comments.get('image.tag'));
  expect(schemaAt('replicas')?.description).toBe(comments.get('replicas'));
});

it('sets each value in a values file that the tests render', () => {
  const set = new Set(chartFilesIn('ci').flatMap((file) => valuePaths(chartFile(file))));
  const isSet = (path: string) => [...set].some((other) => other === path || other.startsWith(`${path}.`));
  expect(paths.filter((path) => !isSet(documented(path)))).toEqual([]);
});

it('is closed at every level, but where another one judges', () => {
  expect(openParts(schema, '')).toEqual([
    // Whatever object Kubernetes has.
    'extraObjects.[].*',
    // The parent chart's own.
    'global',
  ]);
});

/** The commented value that a path is, or is part of: `resources` for `resources.limits`. */
function documented(path: string): string {
  return comments.has(path) || !path.includes('.') ? path : documented(path.replace(/\.[^.]+$/, ''));
}

function schemaAt(path: string): Schema | undefined {
  return path.split('.').reduce<Schema | undefined>((parent, key) => parent?.properties?.[key], schema);
}

/** The paths of everything in a schema that has no named keys of its own. */
function leaves({ properties }: Schema, prefix: string): string[] {
  if (properties === undefined) return [prefix];
  return Object.entries(properties).flatMap(([key, child]) => leaves(child, prefix === '' ? key : `${prefix}.${key}`));
}

/**
 * Parts that take anything, and objects that take a key which nobody declared. A mapping whose values have a type is closed
 * enough: labels are one.
 */
function openParts(part: Schema, path: string, within: readonly string[] = []): string[] {
  const { $ref } = part;
  if ($ref !== undefined && within.includes($ref)) return [];
  const definition = $ref === undefined ? undefined : schema.definitions?.[$ref.replace('#/definitions/', '')];
  if ($ref !== undefined && definition === undefined) throw new Error(`there is no ${$ref}`);
  const alternatives = [...(part.anyOf ?? []), ...(part.oneOf ?? []), ...(part.allOf ?? [])];
  const takesAnything = !['type', 'enum', 'const', '$ref', 'anyOf', 'oneOf', 'allOf'].some((key) => key in part);
  const takesAnyKey = part.type === 'object' && (part.additionalProperties ?? true) === true;
  const children = [
    ...Object.entries(part.properties ?? {}).map(([key, child]) => [key, child] as const),
    ...(typeof part.additionalProperties === 'object' ? [['*', part.additionalProperties] as const] : []),
    ...(part.items === undefined ? [] : [['[]', part.items] as const]),
  ];
  return [
    ...(takesAnything || takesAnyKey ? [path] : []),
    ...children.flatMap(([key, child]) => openParts(child, path === '' ? key : `${path}.${key}`, within)),
    ...alternatives.flatMap((child) => openParts(child, path, within)),
    ...(definition === undefined ? [] : openParts(definition, path, [...within, $ref ?? ''])),
  ];
}
