import {
  CustomVariableBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableHide,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { CHOSEN_ACCOUNTS, CHOSEN_IDS, collapse } from './promql.ts';

export const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

const ALL = { text: 'All', value: '$__all', selected: true };

export function datasourceVariable(): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus');
}

/** Grafana escapes a value for a regular expression only in a variable that allows several. */
function fromPrometheus(name: string, label: string, query: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .query({ query, refId: `Variable-${name}` })
    .datasource(DATASOURCE)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalCaseInsensitiveAsc)
    .multi(true);
}

function orAll(variable: QueryVariableBuilder, allValue = '.*'): QueryVariableBuilder {
  return variable.includeAll(true).allValue(allValue).current(ALL);
}

const ACCOUNT_QUERY = 'label_values(aws_iam_account_info{owner=~"$owner"}, account_name)';

export function accountVariable(): QueryVariableBuilder {
  return orAll(fromPrometheus('account', 'Account', ACCOUNT_QUERY));
}

/** For the board of one account: the first one, until another is chosen. */
export function oneAccountVariable(): QueryVariableBuilder {
  return fromPrometheus('account', 'Account', ACCOUNT_QUERY).includeAll(false);
}

/** Says which accounts there are to choose from. All is `.*`, so that accounts without an owner are among them. */
export function ownerVariable(): QueryVariableBuilder {
  return orAll(fromPrometheus('owner', 'Owner', 'label_values(aws_iam_account_info, owner)'));
}

/**
 * The ids of the chosen accounts, for what is said about users: three hundred accounts are not searched for the users of one. Nobody
 * sees it, and no link carries it. A query of now, since an account can change its owner within the time range; while nothing is scraped,
 * of what was last seen, whose history is still there.
 */
export function accountIdVariable(): { build(): VariableModel } {
  const info = `aws_iam_account_info{${CHOSEN_ACCOUNTS}}`;
  const ids = `${collapse('account_id', info)} or on () ${collapse('account_id', `last_over_time(${info}[$__range])`)}`;
  const variable = fromPrometheus('account_id', 'Account ID', `query_result(${ids})`)
    .regex('/account_id="([^"]+)"/')
    .includeAll(true)
    .current(ALL)
    .hide(VariableHide.HideVariable)
    .build();
  return { build: () => ({ ...variable, skipUrlSync: true }) };
}

function users(): QueryVariableBuilder {
  return fromPrometheus('user', 'User', `label_values(aws_iam_user_info{${CHOSEN_IDS}}, user)`);
}

export function userVariable(): QueryVariableBuilder {
  return orAll(users());
}

/** For the board of one user: the first one, until another is chosen. */
export function oneUserVariable(): QueryVariableBuilder {
  return users().includeAll(false);
}

/** How long a table may get. */
export function limitVariable(): CustomVariableBuilder {
  const sizes = ['25', '100', '500', '5000'];
  const option = (size: string) => ({ text: size, value: size, selected: size === '100' });
  return new CustomVariableBuilder('limit')
    .label('Rows')
    .description('How many rows a table shows at most, the worst first')
    .values(sizes.join(','))
    .options(sizes.map(option))
    .current(option('100'));
}

export function jobVariable(): QueryVariableBuilder {
  return orAll(fromPrometheus('job', 'Job', 'label_values(iam_credential_exporter_build_info, job)'), '.+');
}

export function instanceVariable(): QueryVariableBuilder {
  const query = 'label_values(iam_credential_exporter_build_info{job=~"$job"}, instance)';
  return orAll(fromPrometheus('instance', 'Instance', query), '.+');
}
