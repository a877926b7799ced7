/** Flags that the chart sets have a value of their own. */
import { describe, expect, it } from '@jest/globals';
import { environmentVariable, type FlagDeclaration, FLAGS } from '../../../src/config/flags.ts';
import { refusal, render } from '../support/chart.ts';

/** What each flag that is the chart's own has instead. */
const OWN_FLAGS: readonly (readonly [FlagDeclaration, string])[] = [
  [FLAGS.listenAddresses, 'containerPort'],
  [FLAGS.webConfigFile, 'webConfig.existingSecret'],
  [FLAGS.probeListenAddress, 'webConfig.probePort'],
  [FLAGS.logLevel, 'logLevel'],
  [FLAGS.logFormat, 'logFormat'],
  [FLAGS.configFile, 'config, existingConfigMap or existingConfigSecret'],
  [FLAGS.storagePath, 'the values under storage'],
  [FLAGS.shard, 'shards'],
  [FLAGS.totalShards, 'shards'],
  [FLAGS.configCheck, 'nothing: the exporter would check its configuration and end'],
  [FLAGS.telemetryPath, 'nothing: the ServiceMonitor and the test read /metrics'],
];

describe.each(OWN_FLAGS.map((each) => [each[0].name, ...each] as const))('--%s', (_name, flag, instead) => {
  const advice = `which is the chart's to set: remove it and use ${instead}`;

  it('is refused as a flag', async () => {
    for (const written of [`--${flag.name}`, `--${flag.name}=x`]) {
      expect(await refusal({ values: { extraArgs: [written] } })).toContain(
        `extraArgs holds --${flag.name}, ${advice}`,
      );
    }
  });

  it('is refused as an environment variable', async () => {
    const name = environmentVariable(flag);
    expect(await refusal({ values: { extraEnv: [{ name, value: 'x' }] } })).toContain(
      `extraEnv holds ${name}, ${advice}`,
    );
  });
});

it('leaves every other flag to the values', async () => {
  const own = OWN_FLAGS.map(([flag]) => flag);
  const others: FlagDeclaration[] = Object.values(FLAGS).filter((flag) => !own.includes(flag));
  expect(others).not.toEqual([]);
  const extraArgs = others.flatMap(({ name }) => [`--${name}`, `--${name}=true`]);
  const extraEnv = others.map((flag) => ({ name: environmentVariable(flag), value: 'true' }));
  expect(await render({ values: { extraArgs, extraEnv } })).not.toEqual([]);
});
