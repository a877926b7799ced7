/** The shipped rules, evaluated by the promtool of both generations of Prometheus. */
import { describe, expect, it } from '@jest/globals';
import { output, promtool2, promtool3 } from '../support/tools.ts';
import { rulesPath, testRules } from './promtool.ts';
import { scenarios } from './scenarios/scenarios.ts';

describe.each([
  ['2', promtool2],
  ['3', await promtool3()],
])('Prometheus %s', (_, promtool) => {
  it('finds nothing to complain of in the rules', async () => {
    const said = await output(promtool, ['check', 'rules', '--lint=all', '--lint-fatal', rulesPath]);
    expect(said).toMatch(/SUCCESS: \d+ rules found/);
  });

  // Side by side: each is a process of its own, and no clock is read.
  it.concurrent.each(scenarios)('$name', async (scenario) => {
    await expect(testRules(promtool, scenario)).resolves.toBeUndefined();
  });
});
