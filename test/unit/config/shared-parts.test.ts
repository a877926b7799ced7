/** Parts of a configuration file that are written once: anchors, merge keys, and top-level keys that are the user's own. */
import { expect, test } from '@jest/globals';
import { goodConfig, problemsOf } from './read.ts';

const LIMITS = `
x-limits: &limits { maxAgeDays: 30 }
policy:
  checks:
    access-key-not-rotated: { <<: *limits, severity: critical }
    password-not-changed: { maxAgeDays: 60, <<: *limits }
`;

test('a merge key takes the keys of another mapping, and what is written beside it counts', () => {
  const { checks } = goodConfig(LIMITS).policy;

  expect(checks['access-key-not-rotated']).toMatchObject({ severity: 'critical', values: { maxAgeDays: 30 } });
  expect(checks['password-not-changed']).toMatchObject({ values: { maxAgeDays: 60 } });
});

test('a problem of a merged key is told where the merging mapping is', () => {
  expect(problemsOf(LIMITS.replace('maxAgeDays: 30', 'maxAge: 30'))).toEqual([
    'exporter.yml:5: policy.checks.access-key-not-rotated.maxAge: is not a known key: did you mean maxAgeDays?',
    'exporter.yml:6: policy.checks.password-not-changed.maxAge: is not a known key: did you mean maxAgeDays?',
  ]);
});

test('a key that begins with x- is known at the top and nowhere below', () => {
  expect(problemsOf('x-a: [1, { b: c }]\nx-: null\nconcurrency: 2')).toEqual([]);
  expect(problemsOf('metrics: { x-a: 1 }')).toEqual([
    'exporter.yml:1: metrics.x-a: is not a known key: the keys here are perUser, exclude',
  ]);
});
