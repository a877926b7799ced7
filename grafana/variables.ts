import {
  CustomVariableBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableHide,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { BELOW_CHOSEN_UNITS, CHOSEN_IDS, UNIT_INFO } from './promql.ts';
import { now } from './when.ts';

export const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

export interface Variable {
  build(): VariableModel;
}

const ALL = { text: 'All', value: '$__all', selected: true };

export function datasourceVariable(): Variable {
  return new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus');
}

/** Grafana escapes a value for a regular expression only in a variable that allows several. */
export function fromPrometheus(name: string, label: string, query: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .query({ query, refId: `Variable-${name}` })
    .datasource(DATASOURCE)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalCaseInsensitiveAsc);
}

function severalOrAll(variable: QueryVariableBuilder, allValue = '.*'): QueryVariableBuilder {
  return variable.multi(true).includeAll(true).allValue(allValue).current(ALL);
}

/** The first one, until another is chosen; its value is put in as it is, and compared with `=`. */
function one(variable: QueryVariableBuilder): QueryVariableBuilder {
  return variable.multi(false).includeAll(false);
}

/** Nobody sees it, and no link carries it. */
export function hidden(variable: QueryVariableBuilder): Variable {
  const model = variable.sort(VariableSort.Disabled).hide(VariableHide.HideVariable).build();
  return { build: () => ({ ...model, skipUrlSync: true }) };
}

const ACCOUNT_QUERY = `label_values(aws_iam_account_info{owner=~"$owner",${BELOW_CHOSEN_UNITS}}, account_name)`;

/** Another name than the variable of one account has: All means nothing there, and the links between boards carry every variable. */
export function accountsVariable(): Variable {
  return severalOrAll(fromPrometheus('accounts', 'Accounts', ACCOUNT_QUERY));
}

export function oneAccountVariable(): Variable {
  return one(fromPrometheus('account', 'Account', ACCOUNT_QUERY));
}

/** Says which accounts there are to choose from. All is `.*`, so that accounts without an owner are among them. */
export function ownerVariable(): Variable {
  return severalOrAll(fromPrometheus('owner', 'Owner', 'label_values(aws_iam_account_info, owner)'));
}

/** Ids of organizational units. All is `.*`: without an organization there is nothing else to choose. */
export function unitVariable(): Variable {
  return severalOrAll(fromPrometheus('ou', 'OU', `label_values(${UNIT_INFO}, ou)`));
}

/** Names, and not the series: fifteen thousand users are 16 MB of series. */
const USERS = `query_result(group by (user) (${now('aws_iam_user_info', CHOSEN_IDS)}))`;
const USER_IN_RESULT = '/user="([^"]+)"/';

export function usersVariable(): Variable {
  return severalOrAll(fromPrometheus('users', 'Users', USERS).regex(USER_IN_RESULT));
}

export function oneUserVariable(): Variable {
  return one(fromPrometheus('user', 'User', USERS).regex(USER_IN_RESULT));
}

/** How long a table may get. */
export function limitVariable(): Variable {
  const sizes = ['25', '100', '500', '5000'];
  const option = (size: string) => ({ text: size, value: size, selected: size === '100' });
  return new CustomVariableBuilder('limit')
    .label('Rows')
    .description('How many rows a table shows at most, the worst first')
    .values(sizes.join(','))
    .options(sizes.map(option))
    .current(option('100'));
}

export function jobVariable(): Variable {
  return severalOrAll(fromPrometheus('job', 'Job', 'label_values(iam_credential_exporter_build_info, job)'), '.+');
}

export function instanceVariable(): Variable {
  const query = 'label_values(iam_credential_exporter_build_info{job=~"$job"}, instance)';
  return severalOrAll(fromPrometheus('instance', 'Instance', query), '.+');
}
