import { expect, test } from '@jest/globals';
import { createExporterState } from '../../../src/refresh/exporter-state.ts';

const PAGE = {
  facts: [],
  series: 0,
  members: [],
  membersKnown: true,
  shard: 0,
  totalShards: 1,
  faulted: new Set<string>(),
};

test('the configuration is successful only while both of its files are', () => {
  const state = createExporterState('1.2.3', { now: () => 5_000, sleep: () => Promise.resolve() }, false);
  const successful = () => state.read(PAGE).configReload.successful;

  expect(successful()).toBe(true);
  state.webConfigLoaded(false);
  expect(successful()).toBe(false);
  state.configLoaded(true);
  expect(successful()).toBe(false);
  state.webConfigLoaded(true);
  expect(successful()).toBe(true);
  state.configLoaded(false);
  expect(successful()).toBe(false);
});
