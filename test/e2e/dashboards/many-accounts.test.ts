/** A graph draws no more lines than can be told apart, however many accounts there are. */
import type { PanelStory } from '../support/board-promtool.ts';
import { info, ofReplica, tell, trended, type Stories } from '../support/board-stories.ts';

const twelve = Array.from({ length: 12 }, (_, index) => ({
  name: `account-${index + 1}`,
  id: `${100_000_000_001 + index}`,
  number: index + 1,
}));
/** A line for the ten that are worst, the mildest of which is the third. */
const tenWorst = (board: PanelStory['board'], panel: string, series: PanelStory['series'], third: number): Stories => {
  const of = (name: string, ask: 'count' | 'min', gives: number): Stories => ({
    [`${panel}: ${name}`]: {
      board,
      panel,
      choices: { account_id: twelve.map(({ id }) => id) },
      series,
      at: '9m',
      ask: (expr) => `${ask}(${expr})`,
      gives: { '{}': gives },
    },
  });
  return { ...of('ten lines', 'count', 10), ...of('the worst', 'min', third) };
};
const findingsOfTwelve = Object.fromEntries(
  twelve.flatMap(({ name, id, number }) => [
    [info(id, name, `owner-of-${name}`), '1x9'],
    [`aws_iam_account_ou_info{account_id="${id}",account_name="${name}",ou="ou-ab12-${id}"}`, '1x9'],
    [trended(id, name, `owner-of-${name}`), `${number}x9`],
    [trended(id, name, `owner-of-${name}`, `check-of-${name}`), `${number}x9`],
  ]),
);
const replicaOfTwelve = (family: string, value: (number: number) => number) =>
  Object.fromEntries([
    [ofReplica('iam_credential_exporter_build_info', 'exporter', 'a'), '1x9'],
    ...twelve.map(({ name, number }) => [
      ofReplica(family, 'exporter', 'a', `account_name="${name}",`),
      `${value(number)}x9`,
    ]),
  ]) as Record<string, string>;

const limited: Stories = {
  ...tenWorst('overview', 'Open findings by account', findingsOfTwelve, 3),
  ...tenWorst('overview', 'Open findings by owner', findingsOfTwelve, 3),
  ...tenWorst('overview', 'Open findings by organizational unit', findingsOfTwelve, 3),
  ...tenWorst('overview', 'Open findings by check', findingsOfTwelve, 3),
  ...tenWorst(
    'exporter-health',
    'Duration of the refreshes',
    replicaOfTwelve('iam_credential_exporter_refresh_duration_seconds', (number) => number),
    3,
  ),
  ...tenWorst(
    'exporter-health',
    'Age of the reports',
    replicaOfTwelve('aws_iam_credential_report_generated_timestamp_seconds', (number) => 540 - 3600 * number),
    3,
  ),
};

tell({ 'the ten worst': limited });
