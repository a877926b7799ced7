import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { levels } from '../../../src/metrics/catalogue.ts';
import type { Family } from '../../../src/metrics/family.ts';

type AnyFamily = Family<never>;

const FOLDER = new URL('../../../src/metrics/families/', import.meta.url);
const catalogued = levels.flatMap(({ name, labels: identity, families }) =>
  families.map((family: AnyFamily) => ({
    family,
    level: name,
    labels: [...identity.map((label) => label.name), ...family.labels],
  })),
);
const byName: [string, AnyFamily][] = catalogued.map(({ family }) => [family.name, family]);
const names = new Set(byName.map(([name]) => name));

describe('the folder src/metrics/families', () => {
  const known = new Set<unknown>([...levels, ...catalogued.map(({ family }) => family)]);

  test.each(readdirSync(FOLDER))('all of %s is in the catalogue', async (file) => {
    const exported = Object.entries((await import(new URL(file, FOLDER).href)) as Record<string, unknown>);
    // A level, or families that a level of another file holds.
    const things = exported.filter(([, value]) => typeof value === 'object');
    const missing = things.filter(([, value]) => ![value].flat().every((thing) => known.has(thing)));

    expect(things).not.toEqual([]);
    expect(missing.map(([name]) => `${name}: not in src/metrics/catalogue.ts, and in no level there`)).toEqual([]);
  });
});

test('no two families have the same name', () => {
  expect(catalogued.map(({ family }) => family.name).sort()).toEqual([...names].sort());
});

describe.each(byName)('%s', (name, family) => {
  test('has a name as Prometheus wants it', () => {
    expect(name).toMatch(/^(aws_iam|iam_credential_exporter)(_[a-z]+)+$/);
    expect(name.endsWith('_total')).toBe(family.type === 'counter');
    expect(name).not.toMatch(/_(count|sum|bucket|created)$/);
  });

  test('has a help of one sentence or more that both text formats spell alike', () => {
    expect(family.help).toMatch(/^[^"\\\n\r]+\.$/);
  });

  test('says when it is absent', () => {
    expect(family.absent).not.toBe('');
  });

  test('has an example with itself and no metric that does not exist', () => {
    const metrics = metricsIn(family.example);

    expect(metrics).toContain(name);
    expect(metrics.filter((metric) => !names.has(metric))).toEqual([]);
  });
});

/** The metric names of a PromQL query: what is left of it without texts, label lists, durations, functions and keywords. */
function metricsIn(query: string): string[] {
  const bare = query
    .replaceAll(/"[^"]*"|\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .replaceAll(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ');
  const words = bare.match(/[a-zA-Z_:][\w:]*(?!\w*\s*\()/g) ?? [];
  const keywords = new Set(['and', 'or', 'unless', 'sum', 'count', 'min', 'max', 'avg', 'topk', 'bool', 'offset']);
  return words.filter((word) => !keywords.has(word));
}

test('no label is one that a Prometheus setup gives a meaning of its own', () => {
  const forbidden = new Set(['region', 'service', 'job', 'instance', 'namespace', 'type', 'le', 'quantile']);
  // Findings and their counts are routed by it.
  const owned =
    /^aws_iam_(account_info|finding|finding_age_days|finding_limit_days|finding_event_timestamp_seconds|check_findings)$/;
  // CloudTrail has its events by region, and these families are about the exporter's looks at them.
  const ofRegion = 'iam_credential_exporter_activity_';
  const wrong = catalogued.filter(({ family, labels }) =>
    labels.some(
      (label) =>
        (forbidden.has(label) && !(label === 'region' && family.name.startsWith(ofRegion))) ||
        (label === 'owner' && !owned.test(family.name)),
    ),
  );

  expect(wrong.map(({ family }) => family.name)).toEqual([]);
});

test('labels are well-formed, and none is there twice', () => {
  for (const { labels } of catalogued) {
    expect(labels.filter((label) => !/^[a-z][a-z0-9_]*$/.test(label))).toEqual([]);
    expect(new Set(labels).size).toBe(labels.length);
  }
});
