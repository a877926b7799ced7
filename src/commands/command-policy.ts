/** What the role of an account has to be allowed for the commands that ask for more than the facts do. */
import type { Config } from '../config/config.ts';
import { partitionOf } from '../config/region.ts';
import type { Account } from '../model/account.ts';
import {
  COMMAND_PERMISSIONS,
  LOGS_ACTIONS,
  type PermittedCommand,
  TABLE_ACTIONS,
  WORK_GROUP_ACTIONS,
} from '../model/command-permissions.ts';
import type { LogGroup } from '../model/log-group.ts';

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string>> };
}

/** Beside it the buckets have to be allowed, which the configuration does not know. */
export const ATHENA_SID = 'ActivityInAthena';

type RecordPlaces = Pick<Config, 'logs' | 'athena'>;

/** @param allowed actions that are allowed already, on everything or on the log group. */
export function commandStatements(
  { logs, athena }: RecordPlaces,
  { name }: Pick<Account, 'name'>,
  commands: readonly PermittedCommand[],
  allowed: ReadonlySet<string>,
): Statement[] {
  const searches = commands.includes('activity');
  return [
    ...ofEach(commands, new Set(allowed)),
    ...(searches && logs?.account === name && !LOGS_ACTIONS.every((action) => allowed.has(action))
      ? [logGroupStatement('ActivityInLogs', logs)]
      : []),
    ...(searches && athena?.account === name ? athenaStatements(athena) : []),
  ];
}

export function logGroupStatement(id: string, { arn }: LogGroup): Statement {
  return statement(id, LOGS_ACTIONS, `${arn}:*`);
}

/** One statement for each command, without what one before it has. */
function ofEach(commands: readonly PermittedCommand[], allowed: Set<string>): Statement[] {
  return commands.flatMap((command) => {
    const needed = COMMAND_PERMISSIONS[command].flatMap(({ actions }) => actions);
    const actions = needed.filter((action) => !allowed.has(action));
    for (const action of actions) allowed.add(action);
    return actions.length === 0 ? [] : [statement(sidOf('Command', command), actions, '*')];
  });
}

/** The configuration knows neither the id of the account nor the buckets. */
function athenaStatements({
  region,
  workGroup,
  catalog,
  database,
  table,
}: NonNullable<RecordPlaces['athena']>): Statement[] {
  const partition = partitionOf(region);
  const workGroups = `arn:${partition}:athena:${region}:*:workgroup/${workGroup}`;
  const glue = `arn:${partition}:glue:${region}:*`;
  return [
    statement(ATHENA_SID, WORK_GROUP_ACTIONS, workGroups),
    statement('ActivityTable', TABLE_ACTIONS, [
      `arn:${partition}:athena:${region}:*:datacatalog/${catalog}`,
      `${glue}:catalog`,
      `${glue}:database/${database}`,
      `${glue}:table/${database}/${table}`,
    ]),
  ];
}

/** `ReadCredentialReport`: a statement's id is letters and digits only. */
export function sidOf(verb: string, what: string): string {
  const words = what.split(/[-.]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${verb}${words.join('')}`;
}

function statement(Sid: string, Action: readonly string[], Resource: Statement['Resource']): Statement {
  return { Sid, Effect: 'Allow', Action, Resource };
}
