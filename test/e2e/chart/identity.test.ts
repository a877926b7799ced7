/** How the pod comes to its identity in AWS: what the chart does for it, and what its README has people do. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { HELM_MAJORS, chartFolder, type KubernetesObject, only, render } from '../support/chart.ts';
import { repositoryRoot } from '../support/tools.ts';

const ROLE = 'eks.amazonaws.com/role-arn';

interface DeploymentSpec {
  readonly template: {
    readonly metadata: {
      readonly annotations: Readonly<Record<string, string>>;
      readonly labels: Readonly<Record<string, string>>;
    };
    readonly spec: { readonly securityContext: object };
  };
}

let readme: string;

beforeAll(async () => {
  readme = await readFile(path.join(chartFolder, 'README.md'), 'utf8');
});

describe('a role in the annotations of the ServiceAccount', () => {
  const annotations = async (values: object) => deployment(await render({ values })).template.metadata.annotations;
  const withRole = (role: string) => ({
    serviceAccount: { annotations: { [ROLE]: `arn:aws:iam::111111111111:${role}` } },
  });

  it('restarts the pod when it comes, changes or goes', async () => {
    const seen = [await annotations({}), await annotations(withRole('role/a')), await annotations(withRole('role/b'))];
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(3);
  });

  it('restarts it for nothing else', async () => {
    const more = { ...withRole('role/a'), commonLabels: { a: 'b' }, replicas: 2 };
    expect(await annotations(more)).toEqual(await annotations(withRole('role/a')));
  });
});

describe('the role of the node', () => {
  const NODE = '169.254.169.254/32';
  const DISABLED = { name: 'AWS_EC2_METADATA_DISABLED', value: 'true' };

  it('is not taken, whether or not the network enforces the NetworkPolicy', async () => {
    for (const values of [{}, { networkPolicy: { enabled: false } }]) {
      const text = JSON.stringify(await render({ values }));
      expect(text).toContain(JSON.stringify(DISABLED));
      expect(text).not.toContain(NODE);
    }
  });

  it('is taken where the values say so', async () => {
    const text = JSON.stringify(await render({ values: { networkPolicy: { instanceMetadata: true } } }));
    expect(text).not.toContain(DISABLED.name);
    expect(text).toContain(NODE);
  });
});

describe('EKS Pod Identity', () => {
  // Its session tags are transitive: with them a role can be assumed only if both sides allow sts:TagSession.
  it('is associated without session tags, which the roles of the accounts do not allow', async () => {
    const roles = [
      'examples/iam/stackset.yaml',
      'examples/iam/terraform/main.tf',
      'src/commands/iam-policy.ts',
      'src/commands/organization-policy.ts',
      'src/commands/trust-policy.ts',
    ];
    for (const file of roles) {
      const text = await readFile(path.join(repositoryRoot, file), 'utf8');
      expect(text).toContain('sts:AssumeRole');
      expect(text).not.toContain('sts:TagSession');
    }
    const commands = readme.match(/aws eks create-pod-identity-association(?:.*\\\n)*.*/g) ?? [];
    expect(commands).toHaveLength(1);
    expect(commands.filter((command) => !command.includes(' --disable-session-tags'))).toEqual([]);
  });

  it('may take the role by the trust policy that is shown', () => {
    const policies = [...readme.matchAll(/^ *```json\n([^]*?)^ *```$/gm)].map(
      ([, json = '']) => JSON.parse(json) as { Statement: object[] },
    );
    expect(policies.flatMap(({ Statement }) => Statement)).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      },
    ]);
  });

  it('has its agent let through by the policy for Cilium, for the exporter’s pod alone', async () => {
    const values = exampleWith('CiliumNetworkPolicy');
    const objects = await render({ values, release: 'credentials' });
    const policy = only(objects, 'CiliumNetworkPolicy');
    expect(policy.metadata.name).toBe('credentials-iam-credential-exporter-pod-identity');
    const { endpointSelector, egress } = policy.spec as {
      endpointSelector: { matchLabels: Record<string, string> };
      egress: unknown;
    };
    expect(egress).toEqual([{ toEntities: ['host'], toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }] }] }]);
    const { labels } = deployment(objects).template.metadata;
    expect(labels).toMatchObject(endpointSelector.matchLabels);
    expect(only(objects, 'Pod').metadata.labels).not.toMatchObject(endpointSelector.matchLabels);
  });
});

it.each(HELM_MAJORS)('leaves the user to OpenShift by the values that are shown, with helm %d', async (helm) => {
  const objects = await render({ helm, values: exampleWith('runAsUser') });
  const expected = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
  expect(deployment(objects).template.spec.securityContext).toEqual(expected);
  expect(only(objects, 'Pod').spec).toMatchObject({ securityContext: expected });
  expect(only(objects, 'Pod').spec).not.toHaveProperty('securityContext.runAsUser');
});

/** The one YAML block of the README with a text in it. */
function exampleWith(text: string): string {
  const blocks = [...readme.matchAll(/^ *```yaml\n([^]*?)^ *```$/gm)].map(([, yaml = '']) => yaml);
  const [found, ...more] = blocks.filter((block) => block.includes(text));
  if (found === undefined || more.length > 0) throw new Error(`not one YAML block of the README has ${text}`);
  return found;
}

function deployment(objects: readonly KubernetesObject[]): DeploymentSpec {
  return only(objects, 'Deployment').spec as DeploymentSpec;
}
