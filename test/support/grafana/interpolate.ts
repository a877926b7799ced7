/**
 * Puts values in the place of variables, by our reading of Grafana's Prometheus data source: no package brings its code along. It escapes
 * the values of a variable that allows several twice, for the regular expression and for the PromQL string around it (`a.b` is
 * `a\\\\.b`), and puts several between brackets.
 */
import type { VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';

/** By variable, or a time of Grafana's own such as `__range`; All is what its dropdown calls so. */
export type Choices = Readonly<Record<string, 'All' | readonly string[]>>;

/** A value for every variable of every board. */
export const SOME_CHOICE: Choices = {
  account: ['some-account'],
  accounts: ['some-account'],
  owner: ['some-owner'],
  ou: ['ou-ab12-11111111'],
  ou_ids: ['222233334444'],
  as_of: ['1700000000'],
  account_id: ['111122223333'],
  away: ['none'],
  user: ['some.user'],
  users: ['some.user'],
  limit: ['100'],
  job: ['some-job'],
  instance: ['some-instance'],
};

/** Small enough that a Prometheus that has just been started can look back that far. */
export const RANGE = '3s';
const BUILT_IN: Readonly<Record<string, string>> = {
  __range: RANGE,
  // A number to compare times with, for which nobody looks back: a week.
  __range_s: '604800',
  __rate_interval: RANGE,
  __interval: RANGE,
};

/** @throws where a variable has neither a value nor a meaning of its own, which Grafana would leave as it is. */
export function interpolate(text: string, variables: readonly VariableModel[], choices: Choices): string {
  // $1, ${1} and $$ belong to label_replace.
  const reference = /(?<!\$)\$(?:([a-z_]\w*)|\{([a-z_]\w*)(:pipe)?\})/g;
  return text.replaceAll(reference, (found, plain?: string, braced?: string, pipe?: string) => {
    const name = plain ?? braced ?? '';
    const builtIn = BUILT_IN[name];
    if (builtIn !== undefined) return [choices[name] ?? builtIn].flat().join();
    const variable = variables.find((candidate) => candidate.name === name);
    if (variable === undefined) throw new Error(`${found}: no such variable`);
    const choice = choices[name];
    // A format of its own takes the place of what the data source would do.
    if (pipe !== undefined && Array.isArray(choice)) return choice.join('|');
    return valueOf(variable, choice);
  });
}

function valueOf(variable: VariableModel, choice: Choices[string] | undefined): string {
  const { name, current, allValue } = variable;
  if (choice === 'All') {
    if (variable.includeAll !== true || allValue === undefined) throw new Error(`${name} has no All`);
    return allValue;
  }
  if (choice !== undefined) return escaped(variable, choice);
  if (current === undefined) throw new Error(`${name} has no value`);
  return current.value === '$__all' ? valueOf(variable, 'All') : escaped(variable, [current.value].flat());
}

/** Only a variable that allows several values is escaped for a regular expression. */
function escaped({ multi, includeAll }: VariableModel, values: readonly string[]): string {
  if (multi !== true && includeAll !== true) return values.join(',');
  const escapedValues = values.map((value) =>
    value.replaceAll('\\', '\\\\\\\\').replaceAll(/[$^*{}[\]'+?.()|]/g, String.raw`\\$&`),
  );
  return escapedValues.length === 1 ? String(escapedValues[0]) : `(${escapedValues.join('|')})`;
}
