/** What examples/iam has for a whole organization: what the program says is needed, for the exporter alone. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { printPolicy } from '../../../src/commands/iam-policy.ts';
import type { Config } from '../../../src/config/config.ts';
import { readConfig } from '../../../src/config/load-config.ts';
import { ORGANIZATION_FACTS } from '../../../src/model/facts/organization.ts';

const FOLDER = new URL('../../../examples/iam/', import.meta.url);
const ALL_QUESTIONS = 'organization: { roleName: r, ownerTag: team, include: [{ ou: r-ab12 }] }';
const ASKED_ACTIONS = ORGANIZATION_FACTS.flatMap(({ permissions }) => permissions);

interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
}

function statementsOf(config: Config): Statement[] {
  return (JSON.parse(printPolicy(config, {}).out) as { Statement: Statement[] }).Statement;
}

function configOf(yaml: string): Config {
  const loaded = readConfig(yaml, 'config.yaml', '/');
  if (!loaded.ok) throw new Error(loaded.problems.join());
  return loaded.config;
}

function read(file: string): Promise<string> {
  return readFile(new URL(file, FOLDER), 'utf8');
}

describe('terraform-organization', () => {
  it('names no action: the template has those of the role, and iam-policy prints those of the exporter', async () => {
    const text = await read('terraform-organization/main.tf');
    expect(text.match(/"(?:iam|sts|organizations|\*)[^"/ ]*:[A-Z*][^"]*"/g)).toBeNull();
    expect(text.match(/^ +template_body += .*$/gm)).toEqual(
      Array<unknown>(2).fill(expect.stringContaining('file("${path.module}/../stackset.yaml")')),
    );
    expect(text).toMatch(/^ +policy += var\.exporter_policy$/m);
  });

  it('delegates the questions that the exporter asks, and nothing else that it may do', async () => {
    const text = await read('terraform-organization/main.tf');
    const [, prefix = ''] = /if startswith\(statement\.Sid, "(\w+)"\)/.exec(text) ?? [];
    expect(prefix).not.toBe('');
    const delegated = statementsOf(configOf(ALL_QUESTIONS)).filter(({ Sid }) => Sid.startsWith(prefix));
    expect(delegated.flatMap(({ Action }) => Action)).toEqual(ASKED_ACTIONS);
    expect(text).toContain('{ AWS = "arn:${local.partition}:iam::${local.exporter_account_id}:root" }');
  });

  it('gives the template parameters that it has, those without a default among them', async () => {
    const [, own = ''] = /\{ (ExporterRoleArn = .*) \},$/m.exec(await read('terraform-organization/main.tf')) ?? [];
    const given = own.split(', ').map((parameter) => parameter.split(' = ')[0] ?? '');
    const [, parameters = ''] = /^Parameters:\n([^]*?)\n\n/m.exec(await read('stackset.yaml')) ?? [];
    const known = parse(parameters) as Readonly<Record<string, object>>;
    const required = Object.keys(known).filter((name) => !('Default' in (known[name] ?? {})));
    expect(required.length).toBeGreaterThan(0);
    expect(given).toEqual(expect.arrayContaining(required));
    expect(Object.keys(known)).toEqual(expect.arrayContaining(given));
  });

  it('calls the parameter of a fact as the statement of the role is called', async () => {
    const [, expression = ''] = /"Read\$\{(.*)\}" =>/.exec(await read('terraform-organization/main.tf')) ?? [];
    expect(expression).not.toBe('');
    expect(await read('terraform/main.tf')).toContain(`"Read\${${expression.replace('(fact,', '(statement.value,')}}"`);
  });

  it('reaches new accounts, and leaves no role where an account leaves', async () => {
    const text = await read('terraform-organization/main.tf');
    expect(text).toMatch(/permission_model += "SERVICE_MANAGED"/);
    expect(text).toMatch(/auto_deployment \{\n +enabled += true\n +retain_stacks_on_account_removal = false\n/);
    expect(text).toMatch(/retain_stack += false/);
  });

  it('asks for what nobody may forget, and replaces no delegation policy unasked', async () => {
    const text = await read('terraform-organization/variables.tf');
    const variables = [...text.matchAll(/^variable "(\w+)" \{\n([^]*?)^\}/gm)];
    const required = variables.filter(([, , body]) => !/^ +default/m.test(body ?? '')).map(([, name]) => name);
    expect(required).toEqual(['exporter_role_arn', 'exporter_policy', 'external_id']);
    expect(text).toMatch(/^variable "create_delegation_policy" \{[^}]*default += false\n\}/m);
  });
});

describe('README.md', () => {
  it('shows a delegation policy with the actions that the exporter may need, for one account', async () => {
    const [, json = ''] = /^```json\n([^]*?)^```$/m.exec(await read('README.md')) ?? [];
    const { Statement } = JSON.parse(json) as { Statement: object[] };
    const Principal = { AWS: 'arn:aws:iam::111122223333:root' };
    expect(Statement).toEqual([
      { Sid: 'ReadOrganization', Effect: 'Allow', Principal, Action: ASKED_ACTIONS, Resource: '*' },
    ]);
  });

  it('shows five lines of configuration that read an organization, by the role that the template makes', async () => {
    const text = await read('README.md');
    const [, yaml = ''] = /^```yaml\n([^]*?)^```$/m.exec(text) ?? [];
    expect(yaml.trimEnd().split('\n')).toHaveLength(5);
    expect(statementsOf(configOf(yaml)).at(-1)).toMatchObject({
      Resource: 'arn:aws:iam::*:role/iam-credential-exporter',
    });
    expect(await read('stackset.yaml')).toMatch(/RoleName:[^]*?Default: iam-credential-exporter/);
  });
});

// The template requires one, and AWS denies the role to an exporter that gives none.
it.each([
  'README.md',
  '../../README.md',
  '../../docs/configuration.md',
  '../../helm/iam-credential-exporter/README.md',
  '../../helm/iam-credential-exporter/ci/shards-values.yaml',
])('%s shows an organization with the external id of its roles', async (page) => {
  const shown = [...(await read(page)).matchAll(/organization:\s+(?:\{ )?roleName: \S+(.*\n.*)/g)].map(
    ([text]) => text,
  );
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.filter((text) => !text.includes('externalId: '))).toEqual([]);
});
