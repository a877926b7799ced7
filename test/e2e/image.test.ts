/** The Dockerfile, built for real on stand-ins for its base images, and the container it makes. */
import { chmod, lstat, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeBuildImage, makeRuntimeImage } from './support/base-images.ts';
import { type Container, createBuildah, type ImageConfig } from './support/buildah.ts';
import { foundModules } from './support/found-modules.ts';
import { freePort } from './support/free-port.ts';
import { KNOWN_ACCOUNT, knownReport } from './support/known-report.ts';
import { processOf } from './support/process-tree.ts';
import { GRACE_PERIOD } from './support/server-process.ts';
import { packedFiles } from '../support/packed-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { output, repositoryRoot } from './support/tools.ts';

const IMAGE = 'localhost/iam-credential-exporter';
const BUILD_IMAGE = 'localhost/build-base';
const RUNTIME_IMAGE = 'localhost/runtime-base';

let config: ImageConfig;
let container: Container;

beforeAll(async () => {
  const buildah = await createBuildah();
  await makeBuildImage(buildah, BUILD_IMAGE);
  await makeRuntimeImage(buildah, RUNTIME_IMAGE);
  const npmCache = (await output('npm', ['config', 'get', 'cache'])).trim();
  await buildah.build(IMAGE, repositoryRoot, [
    ...['--build-arg', `BUILD_IMAGE=${BUILD_IMAGE}`, '--build-arg', `RUNTIME_IMAGE=${RUNTIME_IMAGE}`],
    ...['--build-arg', 'VERSION=1.2.3', '--build-arg', 'REVISION=abcdef0'],
    ...['--volume', `${npmCache}:/root/.npm`],
  ]);
  config = await buildah.config(IMAGE);
  container = await buildah.container(IMAGE);
});

describe('the configuration', () => {
  it('runs node itself, as a user whom Kubernetes knows not to be root', () => {
    expect(config.User).toBe('65532:65532');
    expect(config.Entrypoint).toEqual(['/nodejs/bin/node', '/app/dist/main.js']);
    expect(config.Cmd ?? []).toEqual([]);
    expect(config.WorkingDir).toBe('/app');
    expect(config.Env).toContain('NODE_ENV=production');
  });

  it('has the port and a health check without a shell', () => {
    expect(Object.keys(config.ExposedPorts)).toEqual(['10063/tcp']);
    expect(config.Healthcheck?.Test.slice(0, 2)).toEqual(['CMD', '/nodejs/bin/node']);
  });

  it('says what it is', () => {
    expect(config.Labels).toMatchObject({
      'org.opencontainers.image.title': 'iam-credential-exporter',
      'org.opencontainers.image.licenses': 'Apache-2.0',
      'org.opencontainers.image.version': '1.2.3',
      'org.opencontainers.image.revision': 'abcdef0',
    });
  });
});

describe('the files', () => {
  it('are those of the npm package, its dependencies and nothing of the development', async () => {
    const app = path.join(container.root, 'app');
    const packed = (await packedFiles()).map((file) => file.split('/')[0]);
    expect((await readdir(app)).sort()).toEqual([...new Set([...packed, 'node_modules'])].sort());
    const built = (await readdir(`${app}/dist`, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    expect(built.filter(({ name }) => !name.endsWith('.js'))).toEqual([]);
    const manifest = JSON.parse(await readFile(`${app}/package.json`, 'utf8')) as Manifest;
    const installed = await readdir(`${app}/node_modules`, { recursive: true });
    expect(installed).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)));
    expect(Object.keys(manifest.devDependencies).filter((name) => installed.includes(name))).toEqual([]);
  });

  it('hold no machine code but that of bcrypt, which brings it for all platforms: they are installed once for all', async () => {
    const files = await readdir(path.join(container.root, 'app'), { recursive: true });
    const ofBcrypt = 'node_modules/bcrypt/prebuilds/';
    const machineCode = files.filter((file) => file.endsWith('.node'));
    expect(machineCode.filter((file) => !file.startsWith(ofBcrypt))).toEqual([]);
    for (const platform of ['linux-x64', 'linux-arm64']) {
      expect(machineCode.filter((file) => file.startsWith(`${ofBcrypt}${platform}/`))).not.toEqual([]);
    }
  });

  it('are of the dependencies only what Node.js loads: no types, source maps, tests or copies for bundlers', async () => {
    const files = await readdir(path.join(container.root, 'app/node_modules'), {
      recursive: true,
      withFileTypes: true,
    });
    const names = files.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
    expect(names.filter((name) => /\.(?:[cm]?ts|map)$|\/(?:test|dist-es)\//.test(name))).toEqual([]);
  });

  it('are all that Node.js finds in the whole packages', async () => {
    const app = path.join(container.root, 'app');
    const lock = JSON.parse(await readFile(`${app}/node_modules/.package-lock.json`, 'utf8')) as { packages: object };
    const places = Object.keys(lock.packages).filter((place) => place.lastIndexOf('node_modules/') === 0);
    const packages = places.map((place) => place.slice('node_modules/'.length));
    const found = await foundModules(app, packages);
    expect(found).toEqual(await foundModules(repositoryRoot, packages));
    expect(found['@aws-sdk/nested-clients/sts']?.[0]).toMatch(/^node_modules\/.*\.js$/);
  });

  it('load the machine code of this platform', async () => {
    const load = "console.log(require('/app/node_modules/bcrypt').hashSync('x', 4).length)";
    expect(await container.run(['/nodejs/bin/node', '-e', load])).toMatchObject({ code: 0, stdout: '60\n' });
  });

  it('bring no npm and no shell', async () => {
    const files = await readdir(container.root, { recursive: true });
    expect(files.filter((file) => /(^|\/)(npm|npx|sh|bash)$/.test(file))).toEqual([]);
  });

  it('leave the process one folder to write to, for --storage.path', async () => {
    const entries = await readdir(container.root, { recursive: true, withFileTypes: true });
    const files = entries.map(({ parentPath, name }) => path.join(parentPath, name));
    const ofTheUser = await Promise.all(files.map(async (file) => ((await lstat(file)).uid === 65_532 ? [file] : [])));
    expect(ofTheUser.flat()).toEqual([path.join(container.root, 'var/lib/iam-credential-exporter')]);
  });

  it('belong to root, so that the process cannot change its own code', async () => {
    for (const file of ['app', 'app/dist', 'app/dist/main.js', 'app/node_modules']) {
      const { uid, mode } = await stat(path.join(container.root, file));
      expect([uid, mode & 0o022]).toEqual([0, 0]);
    }
  });
});

it('prints its version', async () => {
  const { code, stdout } = await container.run([...config.Entrypoint, '--version']);
  const { version } = JSON.parse(await readFile(path.join(repositoryRoot, 'package.json'), 'utf8')) as Manifest;
  expect([code, stdout.trim()]).toEqual([0, expect.stringContaining(version)]);
});

it('prints the rules, the dashboards and the schema of its configuration', async () => {
  const printed = async (...args: string[]): Promise<string> =>
    (await container.run([...config.Entrypoint, ...args])).stdout;
  const shipped = async (file: string): Promise<string> => readFile(path.join(repositoryRoot, file), 'utf8');
  const files = 'helm/iam-credential-exporter/files';
  expect(await printed('rules')).toBe(await shipped(`${files}/rules.yaml`));
  expect(await printed('dashboards', 'overview')).toBe(await shipped(`${files}/dashboards/overview.json`));
  expect(await printed('schema')).toBe(await shipped('config.schema.json'));
});

it('serves a report as a user without rights, and stops when asked', async () => {
  const port = await freePort();
  const options = [...(await mountedConfiguration()), '--env', `IAM_CREDENTIAL_EXPORTER_WEB_LISTEN_ADDRESS=:${port}`];
  const [, ...healthCheck] = config.Healthcheck?.Test ?? [];
  expect((await container.run(healthCheck, options)).code).toBe(1);

  const flags = ['--config.file=/etc/exporter/config.yml', '--storage.path=/var/lib/iam-credential-exporter/reports'];
  const server = container.start([...config.Entrypoint, ...flags], options);
  const page = await server.until('the report on /metrics', async () => {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return text.includes('aws_iam_user_info') ? text : undefined;
  });
  expect(page).toContain(`aws_iam_user_info{account_id="${KNOWN_ACCOUNT}",user="deploy"`);
  expect(await container.run(healthCheck, options)).toMatchObject({ code: 0 });

  // What lies on disk is for this user only.
  const folder = path.join(container.root, 'var/lib/iam-credential-exporter/reports');
  const stored = await server.until('the report on disk', async () => {
    const files = await readdir(folder).catch(() => []);
    return files.find((file) => file.endsWith('.report'));
  });
  const modes = [folder, path.join(folder, stored)].map(async (file) => ((await stat(file)).mode & 0o777).toString(8));
  expect(await Promise.all(modes)).toEqual(['700', '600']);

  const node = await processOf(server.pid, '/nodejs/bin/node');
  expect(await readFile(`/proc/${node}/status`, 'utf8')).toMatch(/^Uid:\t65532\t65532\t65532\t65532$/m);
  process.kill(node, 'SIGTERM');
  const exit = await server.exited();
  expect(exit.code).toBe(0);
  expect(exit.milliseconds).toBeLessThan(GRACE_PERIOD);
});

/** The options that mount a configuration with a report file, readable for every user. */
async function mountedConfiguration(): Promise<string[]> {
  const folder = await temporaryFolder();
  await chmod(folder, 0o755);
  await writeFile(path.join(folder, 'report.csv'), knownReport(Date.now()));
  const accounts = [{ name: 'known', reportFile: '/etc/exporter/report.csv' }];
  await writeFile(path.join(folder, 'config.yml'), JSON.stringify({ accounts }));
  return ['--volume', `${folder}:/etc/exporter:ro`];
}

interface Manifest {
  readonly version: string;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}
