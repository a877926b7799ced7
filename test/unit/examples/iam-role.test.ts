/** The roles of examples/iam: no more than the two actions, for nobody but the exporter, and only with its external id. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { parse, type ScalarTag } from 'yaml';
import { printPolicy } from '../../../src/cli/policy.ts';

const FOLDER = new URL('../../../examples/iam/', import.meta.url);

/** What the program itself says the role needs. */
const account = { source: 'aws', name: 'a', owner: '', roleArn: 'arn:aws:iam::111122223333:role/r' } as const;
const { Statement: needed } = JSON.parse(printPolicy({ accounts: [account] }, 'a').out) as { Statement: object[] };

interface StackSet {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: RoleProperties }>>;
  readonly Parameters: Readonly<Record<string, object>>;
}

interface RoleProperties {
  readonly AssumeRolePolicyDocument: { readonly Statement: readonly object[] };
  readonly Policies: readonly { readonly PolicyDocument: { readonly Statement: readonly object[] } }[];
  readonly ManagedPolicyArns?: readonly string[];
}

describe('stackset.yaml', () => {
  const read = async () => {
    const text = await readFile(new URL('stackset.yaml', FOLDER), 'utf8');
    return parse(text, { customTags: [short('!Ref'), short('!GetAtt')] }) as StackSet;
  };

  it('makes one role and nothing else', async () => {
    const { Resources } = await read();
    expect(Object.values(Resources).map(({ Type }) => Type)).toEqual(['AWS::IAM::Role']);
  });

  it('lets it do what the exporter needs, and no more', async () => {
    const { Properties } = onlyResource(await read());
    expect(Properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)).toEqual(needed);
    expect(Properties.ManagedPolicyArns).toBeUndefined();
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

  it('names the actions of the role, the one of its trust, and no other', async () => {
    const actions = [...(await read()).matchAll(/"((?:iam|sts|s3|ec2|\*)[^"/]*:[A-Z*][^"]*)"/g)].map(
      ([, action]) => action,
    );
    const ofRole = needed.flatMap((statement) => (statement as { Action: string[] }).Action);
    expect(actions).toEqual(['sts:AssumeRole', 'sts:ExternalId', ...ofRole]);
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

function onlyResource({ Resources }: StackSet) {
  const [resource] = Object.values(Resources);
  if (resource === undefined) throw new Error('the template makes nothing');
  return resource;
}

/** A short form of CloudFormation, read as its own text. */
function short(tag: string): ScalarTag {
  return { tag, resolve: (text) => `${tag} ${text}` };
}
