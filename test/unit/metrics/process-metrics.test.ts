import { beforeAll, expect, test } from '@jest/globals';
import { createProcessMetrics } from '../../../src/metrics/process-metrics.ts';

let text: string;
let openMetrics: string;

beforeAll(async () => {
  const processMetrics = createProcessMetrics();
  // In this order: OpenMetrics must not spoil the plain text that is asked for afterwards.
  openMetrics = await processMetrics.openMetrics();
  text = await processMetrics.text();
});

test('counters keep _total in the plain text after a rendering as OpenMetrics', () => {
  expect(text).toMatch(/^# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total \d/m);
});

test('OpenMetrics names a counter without _total and its sample with it', () => {
  expect(openMetrics).toMatch(/^# TYPE process_cpu_seconds counter\nprocess_cpu_seconds_total \d/m);
});

test.each([
  ['plain text', () => text],
  ['OpenMetrics', () => openMetrics],
])('%s has no gauge called _total, and no end, as more follows', (_format, rendered) => {
  expect(rendered()).toContain('process_resident_memory_bytes');
  expect(rendered()).not.toContain('nodejs_active_');
  expect(rendered()).not.toMatch(/_total gauge$/m);
  expect(rendered()).not.toContain('# EOF');
  expect(rendered()).toMatch(/[^\n]\n$/);
});

test('OpenMetrics has no empty line, which it forbids', () => {
  expect(openMetrics).not.toMatch(/^$\n/m);
});
