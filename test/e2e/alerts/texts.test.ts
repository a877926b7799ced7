/** What the alert of each check says, as the promtool of both generations prints it. counts.ts has the text of the alert that counts. */
import { describe, it } from '@jest/globals';
import { expectGolden } from '../../support/golden.ts';
import { promtool2, promtool3 } from '../support/tools.ts';
import { type FiringText, firingTexts } from './promtool.ts';
import { exporterWith, POD_1, PRODUCTION } from './scenario.ts';
import { finding, openFindings } from './scenarios/open-finding.ts';

/** Half an hour, after which the exporter is gone. */
const values = '1x30 stale';
const series = Object.fromEntries([
  ...Object.entries(exporterWith(POD_1, PRODUCTION, values)),
  ...openFindings.flatMap((one) => Object.entries(finding(one, POD_1, values))),
]);
const alerts = openFindings.map(({ alert }) => alert);

function text(fired: readonly FiringText[]): string {
  const messages = fired.map(({ labels: { alertname }, annotations: { summary, description } }) =>
    [alertname, summary, description].join('\n'),
  );
  return `${messages.join('\n\n')}\n`;
}

describe.each([
  ['2', promtool2],
  ['3', await promtool3()],
])('Prometheus %s', (_, promtool) => {
  it.each([
    ['when it fires', '15m'],
    ['while the exporter is gone', '2h'],
  ])('says %s', async (_when, at) => {
    const fired = await firingTexts(promtool, series, alerts, at);
    expectGolden(text(fired), 'alert-texts.txt', 'UPDATE_GOLDEN=1 npm run test:e2e -- test/e2e/alerts/texts');
  });
});
