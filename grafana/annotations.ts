/** Marks in the graphs. Only events that are rare are shown at first; the others have a switch at the top of the board. */
import { type AnnotationQuery, AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { inSight } from './in-sight.ts';
import { CHOSEN_ACCOUNTS, collapse, ofChosenAccounts } from './promql.ts';
import { FINDING } from './rank.ts';
import { COLOURS, type Colour } from './thresholds.ts';
import { DATASOURCE } from './variables.ts';
import { then } from './when.ts';

export interface Annotation {
  build(): AnnotationQuery;
}

/** How far apart two looks are; what is there in one and not in the other happened between them. */
const STEP = '1h';

const ACCOUNT = '{{account_name}} ({{account_id}})';

function annotation(name: string, colour: Colour, shown: boolean, expr: string, text: string): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(DATASOURCE)
    .enable(shown)
    .iconColor(COLOURS[colour])
    .expr(expr)
    .step(STEP)
    .titleFormat(name)
    .textFormat(text);
}

function atMoment(name: string, shown: boolean, seconds: string, text: string): Annotation {
  // The value is the moment, so that each is marked once.
  return inSight(annotation(name, 'info', shown, `(${seconds}) * 1000`, text).step('10m').useValueForTime(true));
}

/** Where AWS generated a report: nothing about the accounts can change between two of them. There are dozens in a week. */
export const newReports: Annotation = atMoment(
  'New reports',
  false,
  ofChosenAccounts(
    collapse('account_id', then('aws_iam_credential_report_generated_timestamp_seconds', 'account_name=~"$accounts"')),
    then,
  ),
  ACCOUNT,
);

/** A limit, an exemption or an account may have changed, and with it what is a finding. */
export const configurationLoaded: Annotation = atMoment(
  'Configuration loaded',
  true,
  'max by (namespace, job) (iam_credential_exporter_config_last_reload_success_timestamp_seconds)',
  '{{job}}',
);

const INFO = then('aws_iam_account_info', CHOSEN_ACCOUNTS);
const before = (selector: string) => `${selector} offset ${STEP}`;

/** While nothing is scraped, an account is not lost. */
export const accountLost: Annotation = inSight(
  annotation(
    'Account lost',
    'warning',
    true,
    `group by (account_id, account_name) (${before(INFO)}) unless on (account_id) ${INFO} and on () group(${INFO})`,
    ACCOUNT,
  ),
);

/** Findings that are there now and were not a step ago, or the other way round; `matchers` says which. */
export function findingChanges(matchers: string, shown: boolean): Annotation[] {
  const found = then('aws_iam_finding', matchers);
  const at = (selector: string) => collapse(`${FINDING}, account_name`, selector);
  // An account that was read for the first time has opened nothing, and one that is lost has ended nothing.
  const read = (selector: string) => `and on (account_id) ${selector}`;
  const same = `on (${FINDING})`;
  const text = '{{check}}: {{user}} {{account_name}}';
  const opened = `${at(found)} unless ${same} ${at(before(found))} ${read(before(INFO))}`;
  const ended = `${at(before(found))} unless ${same} ${at(found)} ${read(INFO)}`;
  return [
    inSight(annotation('Findings opened', 'warning', shown, opened, text)),
    inSight(annotation('Findings ended', 'ok', shown, ended, text)),
  ];
}
