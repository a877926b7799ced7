/** The way to AWS through a proxy, and the certificate of one that looks into TLS. */
import { describe, expect, it } from '@jest/globals';
import { only, render } from '../support/chart.ts';

interface Egress {
  readonly ports: readonly { readonly port: number }[];
  readonly to?: readonly object[];
}

const DNS_HTTPS_AND_POD_IDENTITY = [[53, 53], [443], [80]];

it.each([
  [{ https: 'http://proxy.example.org:3128' }, [3128]],
  [{ https: 'http://proxy.example.org:3128/' }, [3128]],
  [{ https: 'http://proxy.example.org' }, [80]],
  [{ https: 'https://proxy.example.org' }, [443]],
  [{ https: 'http://[fd00::1]:3128', http: 'http://[fd00::1]:3128' }, [3128]],
  [{ https: 'http://proxy.example.org:3128', http: 'http://proxy.example.org:8080' }, [3128, 8080]],
])('of %j is let out by the NetworkPolicy at its port', async (proxy, ports) => {
  const [dns, https, ...more] = DNS_HTTPS_AND_POD_IDENTITY;
  expect((await egress({ proxy })).map((rule) => rule.ports.map(({ port }) => port))).toEqual([
    dns,
    https,
    ports,
    ...more,
  ]);
});

it('is let out to the addresses that are named', async () => {
  const proxyTo = [{ ipBlock: { cidr: '10.1.2.3/32' } }];
  const rules = await egress({ proxy: { https: 'http://proxy.example.org:3128' }, networkPolicy: { proxyTo } });
  expect(rules[2]).toMatchObject({ ports: [{ port: 3128 }], to: proxyTo });
});

it('needs no rule where there is none', async () => {
  const rules = await egress({});
  expect(rules.map((rule) => rule.ports.map(({ port }) => port))).toEqual(DNS_HTTPS_AND_POD_IDENTITY);
});

it('is told to the exporter by the variables that programs have for it', async () => {
  const proxy = { https: 'http://a:1', http: 'http://b:2', noProxy: '.example.org' };
  expect((await container({ proxy })).env).toEqual(
    expect.arrayContaining([
      { name: 'HTTPS_PROXY', value: 'http://a:1' },
      { name: 'HTTP_PROXY', value: 'http://b:2' },
      { name: 'NO_PROXY', value: '.example.org' },
    ]),
  );
});

describe('certificates to trust besides the public ones', () => {
  it.each([
    ['configMap', { configMap: { name: 'mine', items: [{ key: 'bundle.pem', path: 'ca.crt' }] } }],
    ['secret', { secret: { secretName: 'mine', items: [{ key: 'bundle.pem', path: 'ca.crt' }] } }],
  ])('come from a %s, where Node.js finds them', async (kind, volume) => {
    const objects = await render({ values: { caBundle: { [kind]: 'mine', key: 'bundle.pem' } } });
    const { template } = only(objects, 'Deployment').spec as Deployment;
    expect(template.spec.volumes).toContainEqual({ name: 'ca-bundle', ...volume });
    const [{ env, volumeMounts }] = template.spec.containers;
    const folder = '/etc/ssl/iam-credential-exporter';
    expect(volumeMounts).toContainEqual({ name: 'ca-bundle', mountPath: folder, readOnly: true });
    expect(env).toContainEqual({ name: 'NODE_EXTRA_CA_CERTS', value: `${folder}/ca.crt` });
  });
});

interface Deployment {
  readonly template: {
    readonly spec: {
      readonly volumes: readonly object[];
      readonly containers: readonly [{ readonly env: readonly object[]; readonly volumeMounts: readonly object[] }];
    };
  };
}

async function container(values: object) {
  return (only(await render({ values }), 'Deployment').spec as Deployment).template.spec.containers[0];
}

async function egress(values: object): Promise<readonly Egress[]> {
  return (only(await render({ values }), 'NetworkPolicy').spec as { egress: Egress[] }).egress;
}
