/** The roles of examples/iam: what the facts need and no more, for nobody but the exporter, and only with its external id. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { type CollectionTag, parse, Scalar, type ScalarTag } from 'yaml';
import { printPolicy } from '../../../src/commands/iam-policy.ts';
import type { Config } from '../../../src/config/config.ts';
import {
  COMMAND_PERMISSIONS,
  PERMITTED_COMMANDS,
  type PermittedCommand,
} from '../../../src/model/command-permissions.ts';
import { FACTS } from '../../../src/model/facts/catalogue.ts';

const FOLDER = new URL('../../../examples/iam/', import.meta.url);

const furtherFacts = FACTS.filter(({ enabled }) => !enabled);

interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
}

/** What the program itself says the role needs, with these facts beside the report, and for these commands. */
function needed(facts: readonly string[], commands: readonly PermittedCommand[] = []): Statement[] {
  const account = { source: 'aws', name: 'a', owner: '', roleArn: 'arn:aws:iam::111122223333:role/r' } as const;
  const settings = FACTS.map(({ id, enabled, interval }) => [id, { enabled: enabled || facts.includes(id), interval }]);
  const activity = { regions: [], lookBack: 0 };
  const config = { accounts: [account], facts: Object.fromEntries(settings) as Config['facts'], activity };
  return (JSON.parse(printPolicy(config, { account: 'a', commands }).out) as { Statement: Statement[] }).Statement;
}

function sidOf(fact: string): string {
  return needed([fact]).at(-1)?.Sid ?? '';
}

interface StackSet {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: RoleProperties }>>;
  readonly Parameters: Readonly<Record<string, { readonly Default?: string }>>;
  readonly Conditions: Readonly<Record<string, { readonly '!Equals': readonly [string, string] }>>;
}

interface RoleProperties {
  readonly AssumeRolePolicyDocument: { readonly Statement: readonly object[] };
  readonly Policies: readonly { readonly PolicyDocument: { readonly Statement: readonly (Statement | Choice)[] } }[];
  readonly ManagedPolicyArns?: readonly string[];
}

interface Choice {
  readonly '!If': readonly [condition: string, then: Statement, otherwise: string];
}

describe('stackset.yaml', () => {
  const read = async () => {
    const text = await readFile(new URL('stackset.yaml', FOLDER), 'utf8');
    return parse(text, { customTags: [short('!Ref'), short('!GetAtt'), list('!If'), list('!Equals')] }) as StackSet;
  };

  /** What the role may do with these parameters, the others being as they are by default. */
  const allowed = async (parameters: Readonly<Record<string, string>>) => {
    const { Conditions, Parameters, ...template } = await read();
    const holds = (condition: string) => {
      const [reference = '', value] = Conditions[condition]?.['!Equals'] ?? [];
      const parameter = reference.replace('!Ref ', '');
      return (parameters[parameter] ?? Parameters[parameter]?.Default) === value;
    };
    return onlyResource(template).Properties.Policies.flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.flatMap((statement) => {
        if (!('!If' in statement)) return [statement];
        const [condition, then, otherwise] = statement['!If'];
        expect(otherwise).toBe('!Ref AWS::NoValue');
        return holds(condition) ? [then] : [];
      }),
    );
  };

  it('makes one role and nothing else', async () => {
    const { Resources } = await read();
    expect(Object.values(Resources).map(({ Type }) => Type)).toEqual(['AWS::IAM::Role']);
  });

  it('lets it do what the report needs, and no more', async () => {
    expect(await allowed({})).toEqual(needed([]));
    expect(onlyResource(await read()).Properties.ManagedPolicyArns).toBeUndefined();
  });

  it.each(furtherFacts)('lets it read $id with one parameter more', async ({ id }) => {
    expect(await allowed({ [sidOf(id)]: 'true' })).toEqual(needed([id]));
  });

  it.each(PERMITTED_COMMANDS)('lets people run %s with one parameter more', async (command) => {
    const [, ofCommand] = needed([], [command]);
    expect(await allowed({ [ofCommand?.Sid ?? '']: 'true' })).toEqual(needed([], [command]));
  });

  it('lets it read every fact, and no more', async () => {
    const ids = furtherFacts.map(({ id }) => id);
    const statements = await allowed(Object.fromEntries(ids.map((id) => [sidOf(id), 'true'])));
    expect(actionsOf(statements)).toEqual(actionsOf(needed(ids)));
  });

  it('trusts the exporter alone, with the external id', async () => {
    const template = await read();
    expect(onlyResource(template).Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: '!Ref ExporterRoleArn' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': '!Ref ExternalId' } },
      },
    ]);
    // Neither has a default that somebody could forget to change.
    expect(template.Parameters.ExporterRoleArn).not.toHaveProperty('Default');
    expect(template.Parameters.ExternalId).not.toHaveProperty('Default');
  });
});

describe('terraform/main.tf', () => {
  const read = () => readFile(new URL('terraform/main.tf', FOLDER), 'utf8');

  it('names the actions of each further fact', async () => {
    const [, map = ''] = /^ +actions_by_fact = \{\n([^}]*)\}/m.exec(await read()) ?? [];
    const named = [...map.matchAll(/^ +"(\S+)" += (\[.*\])$/gm)].map(([, fact, actions = '']) => [
      fact,
      JSON.parse(actions) as unknown,
    ]);
    expect(named).toEqual(furtherFacts.map(({ id, permissions }) => [id, permissions]));
  });

  it('names the actions of each command', async () => {
    const [, map = ''] = /^ +actions_by_command = \{\n([^}]*)\}/m.exec(await read()) ?? [];
    const named = [...map.matchAll(/^ +"(\S+)" += (\[.*\])$/gm)].map(([, command, actions = '']) => [
      command,
      JSON.parse(actions) as unknown,
    ]);
    expect(named).toEqual(
      PERMITTED_COMMANDS.map((command) => [command, COMMAND_PERMISSIONS[command].flatMap(({ actions }) => actions)]),
    );
  });

  it('names the actions of the report and the one of its trust besides, and no other', async () => {
    const text = (await read()).replace(/^ +actions_by_(?:fact|command) = \{\n[^}]*\}/gm, '');
    const actions = [...text.matchAll(/"((?:iam|sts|s3|ec2|\*)[^"/]*:[A-Z*][^"]*)"/g)].map(([, action]) => action);
    expect(actions).toEqual(['sts:AssumeRole', 'sts:ExternalId', ...needed([]).flatMap(({ Action }) => Action)]);
  });

  it('asks for the identity and the external id', async () => {
    const text = await read();
    expect(text).toContain('identifiers = [var.exporter_role_arn]');
    expect(text).toContain('values   = [var.external_id]');
    const required = [...text.matchAll(/^variable "(\w+)" \{\n([^}]*)\}/gm)].filter(
      ([, , body]) => !body?.includes('default'),
    );
    expect(required.map(([, name]) => name)).toEqual(['exporter_role_arn', 'external_id']);
  });
});

function actionsOf(statements: readonly Statement[]): string[] {
  return [...new Set(statements.flatMap(({ Action }) => Action))].sort();
}

function onlyResource({ Resources }: Pick<StackSet, 'Resources'>) {
  const [resource] = Object.values(Resources);
  if (resource === undefined) throw new Error('the template makes nothing');
  return resource;
}

/** A short form of CloudFormation, read as its own text. */
function short(tag: string): ScalarTag {
  return { tag, resolve: (text) => `${tag} ${text}` };
}

/** A short form with a list, read as an object with its tag for the key. */
function list(tag: string): CollectionTag {
  return { tag, collection: 'seq', resolve: (value) => new Scalar({ [tag]: value.toJSON() as unknown }) };
}
