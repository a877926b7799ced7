/** What has to be allowed in an account for the facts that are read of it, and for commands. */
import type { Config } from '../config/config.ts';
import type { Account } from '../model/account.ts';
import type { PermittedCommand } from '../model/command-permissions.ts';
import { FACTS, type FactName } from '../model/facts/catalogue.ts';
import { factsOfOrganization } from './organization-policy.ts';
import { commandStatements, logGroupStatement, sidOf, type Statement } from './command-policy.ts';

export type ReadConfig = Pick<Config, 'facts' | 'activity' | 'logs' | 'athena' | 'organization'>;

/** What is to be allowed to the identity by whose credentials the account is read. */
export function accountStatements(
  config: ReadConfig,
  account: Account,
  commands: readonly PermittedCommand[],
): Statement[] {
  const facts = [...readStatements(config), ...watchStatements(config, account)];
  const allowed = new Set(facts.flatMap(({ Action }) => Action));
  return [...facts, ...commandStatements(config, account, commands, allowed)];
}

/** One statement for each fact that is read. Two facts may need the same action, which is allowed once. */
function readStatements({ facts, activity, organization }: ReadConfig): Statement[] {
  const allowed = new Set<string>();
  const isInAccount = (id: FactName) => id !== 'activity' || activity.logGroup === undefined;
  // Whoever asks the organization is allowed them there.
  const ofOrganization = organization === undefined ? [] : factsOfOrganization(facts).map(({ id }) => id);
  return FACTS.filter(({ id }) => facts[id].enabled && isInAccount(id) && !ofOrganization.includes(id)).flatMap(
    ({ id, permissions }) => {
      const Action = permissions.filter((action) => !allowed.has(action));
      for (const action of Action) allowed.add(action);
      // None of the actions knows resources.
      return Action.length === 0 ? [] : [{ Sid: sidOf('Read', id), Effect: 'Allow', Action, Resource: '*' } as const];
    },
  );
}

/** The watch over a log group asks nothing in the accounts but in the one that reads it. */
function watchStatements({ facts, activity: { logGroup } }: ReadConfig, { name }: Account): Statement[] {
  if (!facts.activity.enabled || logGroup?.account !== name) return [];
  return [logGroupStatement(sidOf('Read', 'activity'), logGroup)];
}
