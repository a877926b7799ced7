/** Runs scenarios through `promtool test rules`. */
import path from 'node:path';
import { runbookUrl } from '../../../alerts/rule.ts';
import { ruleGroups } from '../../../alerts/rules-file.ts';
import { promtoolTest } from '../support/promtool-test.ts';
import { repositoryRoot } from '../support/tools.ts';
import { type Answered, type Expectation, type Firing, type Labels, type Scenario, series } from './scenario.ts';

export const rulesPath = path.join(repositoryRoot, 'helm/iam-credential-exporter/files/rules.yaml');

/** Rejects with what promtool expected and got. */
export async function testRules(promtool: string, scenario: Scenario, rules = rulesPath): Promise<void> {
  const { code, stdout, stderr } = await promtoolTest(promtool, asPromtoolReadsIt(scenario, rules));
  if (code !== 0) throw new Error(`${stdout}${stderr}`);
}

export interface FiringText {
  readonly labels: Labels;
  readonly annotations: Labels;
}

/** What fires of these alerts at that time, as promtool prints what it did not expect. */
export async function firingTexts(
  promtool: string,
  series: Scenario['series'],
  alerts: readonly string[],
  at: string,
): Promise<FiringText[]> {
  const expect = alerts.map((alert) => ({ at, alert, firing: [] }));
  const { stderr } = await promtoolTest(promtool, asPromtoolReadsIt({ name: 'texts', series, expect }, rulesPath));
  return [...stderr.matchAll(/^ +Labels:(.*)\n +Annotations:(.*)$/gm)].map(([, labels = '', annotations = '']) => ({
    labels: labelsIn(labels),
    annotations: labelsIn(annotations),
  }));
}

/** `{name="value", ...}`, its values quoted by Go, which for what is printed here is as JSON does. */
function labelsIn(printed: string): Labels {
  const pairs = [...printed.matchAll(/(\w+)=("(?:[^"\\]|\\.)*")/g)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, JSON.parse(value) as string]));
}

function asPromtoolReadsIt({ name, every = 1, evaluated = every, series, expect }: Scenario, rules: string): object {
  return {
    rule_files: [rules],
    // As they stand in the file: one reads what those before it have recorded.
    group_eval_order: ruleGroups.map(({ name }) => name),
    evaluation_interval: `${evaluated}m`,
    tests: [
      {
        name,
        interval: `${every}m`,
        input_series: Object.entries(series).map(([series, values]) => ({ series, values })),
        alert_rule_test: expect.filter(isFiring).map(({ at, alert, firing }) => ({
          eval_time: at,
          alertname: alert,
          exp_alerts: firing.map(({ labels, summary, description }) => ({
            exp_labels: labels,
            exp_annotations: { summary, description, runbook_url: runbookUrl(alert) },
          })),
        })),
        promql_expr_test: expect.filter(isAnswered).map(({ at, query, gives }) => ({
          eval_time: at,
          expr: query,
          exp_samples: gives.map(({ labels, value }) => ({ labels: asSeries(labels), value })),
        })),
      },
    ],
  };
}

function asSeries({ __name__: name = '', ...labels }: Labels): string {
  return series(name, labels);
}

function isFiring(expectation: Expectation): expectation is Firing {
  return 'alert' in expectation;
}

function isAnswered(expectation: Expectation): expectation is Answered {
  return 'query' in expectation;
}
