/** TLS and logins by a Secret: what follows of it in every object, and that `helm test` runs against such an exporter. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { only, refusal, render, valuesFile } from '../support/chart.ts';
import { run } from '../support/tools.ts';
import { startWebExporter, TLS, webFolder, type WebFolder } from '../support/web-exporter.ts';

const SECRET = { existingSecret: 'web' };

interface Container {
  readonly args: readonly string[];
  readonly command: readonly string[];
  readonly env: readonly object[];
  readonly ports: readonly object[];
  readonly livenessProbe: object;
  readonly readinessProbe: object;
  readonly volumeMounts: readonly object[];
}

interface Pod {
  readonly containers: readonly [Container];
  readonly volumes: readonly object[];
}

async function pod(values: object): Promise<Pod> {
  const { template } = only(await render({ values }), 'Deployment').spec as { template: { spec: Pod } };
  return template.spec;
}

describe('the pod', () => {
  it('has the file of the Secret, and the probes have a port of their own', async () => {
    const { containers, volumes } = await pod({ webConfig: { ...SECRET, key: 'w.yml', probePort: 9001 } });
    expect(volumes).toContainEqual({ name: 'web-config', secret: { secretName: 'web' } });
    expect(containers[0].volumeMounts).toContainEqual({
      name: 'web-config',
      mountPath: '/etc/iam-credential-exporter-web',
      readOnly: true,
    });
    expect(containers[0].args).toEqual(
      expect.arrayContaining([
        '--web.config.file=/etc/iam-credential-exporter-web/w.yml',
        '--web.probe-listen-address=:9001',
      ]),
    );
    expect(containers[0].ports).toContainEqual({ name: 'probes', containerPort: 9001, protocol: 'TCP' });
    for (const probe of [containers[0].livenessProbe, containers[0].readinessProbe]) {
      expect(probe).toMatchObject({ httpGet: { port: 'probes' } });
    }
  });

  it('is as it was without one', async () => {
    const { containers, volumes } = await pod({});
    expect(JSON.stringify([containers, volumes])).not.toMatch(/web-config|probes|web\.config/);
    expect(containers[0].livenessProbe).toMatchObject({ httpGet: { port: 'metrics' } });
  });
});

it('the NetworkPolicy lets the kubelet ask, whoever may read the metrics', async () => {
  const networkPolicy = { ingressFrom: [{ podSelector: {} }] };
  const rules = async (values: object) => {
    const { spec } = only(await render({ values: { networkPolicy, ...values } }), 'NetworkPolicy');
    return (spec as { ingress: readonly object[] }).ingress;
  };
  expect(await rules({})).toHaveLength(1);
  expect((await rules({ webConfig: SECRET }))[1]).toEqual({ ports: [{ port: 'probes', protocol: 'TCP' }] });
});

describe.each([
  ['serviceMonitor', 'ServiceMonitor', 'endpoints'],
  ['podMonitor', 'PodMonitor', 'podMetricsEndpoints'],
])('%s', (key, kind, list) => {
  const endpoint = async (webConfig: object, more: object = {}) => {
    const objects = await render({ values: { webConfig, [key]: { enabled: true, ...more } } });
    return (only(objects, kind).spec as Record<string, readonly Record<string, unknown>[]>)[list]?.[0];
  };

  it('has the scheme of the exporter, and logs in', async () => {
    const basicAuth = { username: { name: 'scrape', key: 'user' }, password: { name: 'scrape', key: 'password' } };
    expect(await endpoint(SECRET, { basicAuth })).toMatchObject({ scheme: 'https', basicAuth });
    expect(await endpoint({ ...SECRET, tls: false })).not.toHaveProperty('scheme');
    expect(await endpoint({})).not.toHaveProperty('scheme');
    expect(await endpoint({}, { scheme: 'https' })).toMatchObject({ scheme: 'https' });
  });

  it.each([
    [
      { webConfig: SECRET, [key]: { enabled: true, scheme: 'http' } },
      `${key}.scheme is http, and the exporter speaks TLS by webConfig: write scheme: '', or webConfig.tls: false where the file has no tls_server_config`,
    ],
    [
      { [key]: { enabled: true, tlsConfig: { serverName: 'x' } } },
      `${key}.tlsConfig is set, and ${key}.scheme is http: write scheme: https, or remove tlsConfig`,
    ],
    [
      { [key]: { basicAuth: { username: { name: 'a', key: 'b' } } } },
      `${key}.basicAuth needs both username and password`,
    ],
  ])('%j is refused', async (values, sentence) => {
    expect(await refusal({ values })).toContain(sentence);
  });
});

it('one port for the metrics and the probes is refused', async () => {
  expect(await refusal({ values: { webConfig: { ...SECRET, probePort: 10063 } } })).toContain(
    'webConfig.probePort is 10063, and so is containerPort: write another port for the probes',
  );
});

describe('helm test', () => {
  let folder: WebFolder;
  let command: readonly string[];

  beforeAll(async () => {
    folder = await webFolder();
    const { containers } = only(await render({ files: [valuesFile('web-config')] }), 'Pod').spec as Pod;
    [{ command }] = containers;
    expect(containers[0].env).toEqual([
      { name: 'METRICS_URL', value: 'https://exporter-iam-credential-exporter.monitoring.svc:10063/metrics' },
    ]);
  });

  it.each([
    ['', /^iam_credential_exporter_fact_up\{|^no account was tried yet$/],
    [`basic_auth_users: { alice: $2y$04$${'x'.repeat(53)} }\n`, /^the exporter asks for a login$/],
    [
      '  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.crt\n',
      /^the exporter asks for a certificate of the client$/,
    ],
    ['  client_auth_type: RequireAnyClientCert\n', /^the exporter asks for a certificate of the client$/],
  ])('passes at an exporter with %j', async (yaml, said) => {
    const { port } = await startWebExporter(folder, TLS + yaml);
    const { code, stdout, stderr } = await ask(`https://localhost:${port}/metrics`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd()).toMatch(said);
  });

  it('fails where nothing speaks TLS', async () => {
    const { exporter } = await startWebExporter(await webFolder(), '');
    expect((await ask(`${exporter.url.replace('http:', 'https:')}/metrics`)).code).toBe(1);
  });

  function ask(url: string) {
    const [, ...args] = command;
    // Without its patience: there is no Service here that may come later.
    const impatient = args.map((arg) => arg.replace('left = 20', 'left = 0'));
    return run('env', [`METRICS_URL=${url}`, process.execPath, ...impatient]);
  }
});
