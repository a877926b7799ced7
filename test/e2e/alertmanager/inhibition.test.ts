/**
 * Who mutes whom: the exporter that is down mutes the accounts that are lost, a missing shard mutes its pod, an account that fails mutes its further facts, the fact of
 * events that fails mutes the watch, a sign-in as root mutes what says the same of root, and nothing else mutes anything of ours.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { alertName } from '../../../alerts/rule.ts';
import { checks } from '../../../src/checks/catalogue.ts';
import { type Alert, type KnownAlert, startAlertmanager } from '../support/alertmanager.ts';
import { testableExample } from '../support/alertmanager-example.ts';
import { startSlack } from '../support/slack.ts';
import { repositoryRoot } from '../support/tools.ts';

const RULES = path.join(repositoryRoot, 'helm/iam-credential-exporter/files/rules.yaml');
const NAMESPACE = 'monitoring';
const JOB = 'iam-credential-exporter';

type Labels = Alert['labels'];

interface RulesFile {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert?: string; readonly labels?: Readonly<Record<string, string>> }[];
  }[];
}

/** The three that kube-prometheus and kube-prometheus-stack bring. */
const KUBE_PROMETHEUS = [
  {
    source_matchers: ['severity = critical'],
    target_matchers: ['severity =~ warning|info'],
    equal: ['namespace', 'alertname'],
  },
  { source_matchers: ['severity = warning'], target_matchers: ['severity = info'], equal: ['namespace', 'alertname'] },
  { source_matchers: ['alertname = InfoInhibitor'], target_matchers: ['severity = info'], equal: ['namespace'] },
];

/** Every alert of the shipped rules for several users each, with the severity that it has in the wild, in one namespace. */
async function everyAlert(job = JOB): Promise<Alert[]> {
  const { groups } = parse(await readFile(RULES, 'utf8')) as RulesFile;
  const severities = new Map(checks.map(({ id, severity }) => [alertName(id), severity]));
  const found = groups.flatMap(({ rules }) => rules).filter(({ alert }) => alert !== undefined);
  return found.flatMap(({ alert: alertname = '', labels }) => {
    const severity = labels?.severity ?? severities.get(alertname);
    if (severity === undefined) throw new Error(`${alertname} has no severity`);
    const common = { ...labels, alertname, severity, namespace: NAMESPACE, job };
    return ['alice', 'bob', '<root_account>'].map((user) => ({
      labels: { ...common, user, account_id: '111122223333', account_name: 'production' },
    }));
  });
}

function pair(namespace: string, alertname = 'SomebodyElses'): Alert[] {
  return ['critical', 'warning', 'info'].map((severity) => ({ labels: { alertname, namespace, severity } }));
}

/** The alerts that are muted once all that `control` finds are. */
async function mutedOnce(rules: readonly object[], alerts: readonly Alert[], control: (alert: KnownAlert) => boolean) {
  const slack = await startSlack();
  const example = await testableExample(slack.url);
  const alertmanager = await startAlertmanager({ ...example, inhibit_rules: [...example.inhibit_rules, ...rules] });
  // In one go and in this order: where the control's alert is muted, all before it have been judged.
  await alertmanager.post(alerts);
  const known = await alertmanager.process.until('the control is muted', async () => {
    const known = await alertmanager.alerts();
    const controls = known.filter(control);
    const areMuted = controls.length > 0 && controls.every(isMuted);
    return known.length === alerts.length && areMuted ? known : undefined;
  });
  return known.filter(isMuted);
}

const isMuted = ({ status }: KnownAlert) => status.state === 'suppressed' || status.inhibitedBy.length > 0;
const described = ({ alertname = '', user, account_id, account_name, job, namespace, fact }: Labels) =>
  [alertname, fact, user, account_id, account_name, job, namespace].join(' ');
const namesOf = (alerts: readonly KnownAlert[]) => [...new Set(alerts.map(({ labels }) => labels.alertname))].sort();

const LOST = 'AwsIamAccountLost';
const FACT = 'AwsIamFactFailing';
const STALE = 'AwsIamActivityStale';
const OF_ROOT = ['AwsIamRootApiUsed', 'AwsIamRootUsed'];
const REPLICA = 'AwsIamExporterReplicaDown';
const MUTED = [LOST, FACT, ...OF_ROOT, REPLICA, STALE];

it('mutes what another alert of the same exporter and account says already, and nothing else', async () => {
  const alerts = await everyAlert();
  const targets = alerts.filter(({ labels }) => MUTED.includes(labels.alertname ?? ''));
  const of = (names: readonly string[], other: Labels): Alert[] =>
    targets
      .filter(({ labels }) => names.includes(labels.alertname ?? ''))
      .map(({ labels }) => ({ labels: { ...labels, ...other } }));
  const others = [
    ...of(MUTED, { job: 'another-exporter' }),
    ...of(MUTED, { namespace: 'elsewhere' }),
    ...of([FACT, STALE], { account_name: 'staging' }),
    // Of another fact than that of events, which therefore mutes no watch.
    ...of([FACT], { account_name: 'staging', fact: 'account-settings' }),
    ...of(OF_ROOT, { account_id: '444455556666' }),
  ];
  const ofEvents = of([FACT], { fact: 'activity' });
  const muted = await mutedOnce(
    [],
    [...others, ...ofEvents, ...alerts],
    ({ labels }) =>
      labels.alertname === STALE &&
      labels.job === JOB &&
      labels.account_name === 'production' &&
      labels.namespace === NAMESPACE,
  );
  expect(muted.map(({ labels }) => described(labels)).sort()).toEqual(
    [...ofEvents, ...targets].map(({ labels }) => described(labels)).sort(),
  );
});

it("kube-prometheus' own rules mute none of our alerts", async () => {
  // Those that mute others in the example.
  const sources = ['AwsIamExporterDown', 'AwsIamShardsDisagree', 'AwsIamAccountFailing', 'AwsIamRootSignedIn'];
  const all = await everyAlert();
  const alerts = all.filter(({ labels }) => !sources.includes(labels.alertname ?? ''));
  const infoInhibitor = { labels: { alertname: 'InfoInhibitor', namespace: NAMESPACE, severity: 'none' } };
  const ofAnother = (await everyAlert('another')).filter(({ labels }) => sources.includes(labels.alertname ?? ''));
  const posted = [...alerts, ...ofAnother, infoInhibitor, ...pair(NAMESPACE)];
  const muted = await mutedOnce(
    KUBE_PROMETHEUS,
    posted,
    ({ labels }) => labels.alertname === 'SomebodyElses' && labels.severity !== 'critical',
  );
  // The control shows that the rules were at work.
  expect(namesOf(muted)).toEqual(['SomebodyElses']);
  expect(muted.map(({ labels }) => labels.severity).sort()).toEqual(['info', 'warning']);
});

it('what would mute a finding is another severity of its check, in the policy of another job in its namespace', async () => {
  const unused = ({ labels }: Alert) => labels.alertname === 'AwsIamPasswordUnused';
  const findings = (await everyAlert()).filter(unused);
  const stern = (await everyAlert('stern')).filter(unused).map(({ labels }) => ({
    labels: { ...labels, severity: 'critical' },
  }));
  const elsewhere = findings.map(({ labels }) => ({ labels: { ...labels, namespace: 'elsewhere' } }));
  const muted = await mutedOnce(
    KUBE_PROMETHEUS,
    [...stern, ...elsewhere, ...findings],
    ({ labels }) => labels.job === JOB && labels.namespace === NAMESPACE,
  );
  expect(muted.map(({ labels }) => [labels.namespace, labels.job, labels.severity])).toEqual(
    findings.map(() => [NAMESPACE, JOB, 'warning']),
  );
});
