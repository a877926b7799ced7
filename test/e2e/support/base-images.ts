/**
 * Stand-ins for the two base images of the Dockerfile, made of this machine's files, so that the test needs no image registry.
 * They hold as little as the originals promise: node, npm, sh and find to build with; node alone, without a shell, to run.
 */
import { cp, mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Buildah } from './buildah.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { node24Binary, output } from './tools.ts';

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Like the official node image: node and npm in /usr/local. */
export async function makeBuildImage(buildah: Buildah, image: string): Promise<void> {
  const { context, root } = await newContext();
  const npm = path.resolve(await realpath((await output('which', ['npm'])).trim()), '../..');
  await addProgram(root, await node24Binary(), '/usr/local/bin/node');
  await addProgram(root, '/bin/sh');
  await addProgram(root, '/usr/bin/env');
  await addProgram(root, '/usr/bin/find');
  await cp(npm, `${root}/usr/local/lib/node_modules/npm`, { recursive: true, verbatimSymlinks: true });
  await symlink('../lib/node_modules/npm/bin/npm-cli.js', `${root}/usr/local/bin/npm`);
  await mkdir(`${root}/root`);
  await mkdir(`${root}/tmp`, { mode: 0o1777 });
  // The network of this machine may speak through certificates and addresses of its own.
  const registry = (await output('npm', ['config', 'get', 'registry'])).trim();
  await buildah.build(
    image,
    context,
    await dockerfile(context, [
      'ENV PATH=/usr/local/bin:/usr/bin:/bin HOME=/root',
      `ENV NODE_EXTRA_CA_CERTS=${CERTIFICATES} npm_config_registry=${registry}`,
    ]),
  );
}

/** Like distroless' nodejs image with the tag `nonroot`, whose user and entrypoint the Dockerfile has to replace. */
export async function makeRuntimeImage(buildah: Buildah, image: string): Promise<void> {
  const { context, root } = await newContext();
  await addProgram(root, await node24Binary(), '/nodejs/bin/node');
  await mkdir(`${root}/home/nonroot`, { recursive: true });
  // Debian's list of packages lies below it.
  await mkdir(`${root}/var/lib`, { recursive: true });
  await mkdir(`${root}/tmp`, { mode: 0o1777 });
  await writeFile(
    `${root}/etc/passwd`,
    'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n',
  );
  await writeFile(`${root}/etc/group`, 'root:x:0:\nnonroot:x:65532:\n');
  await buildah.build(
    image,
    context,
    await dockerfile(context, [
      `ENV PATH=/usr/bin:/bin SSL_CERT_FILE=${CERTIFICATES}`,
      'USER nonroot',
      'WORKDIR /home/nonroot',
      'ENTRYPOINT ["/nodejs/bin/node"]',
    ]),
  );
}

async function newContext(): Promise<{ context: string; root: string }> {
  const context = await temporaryFolder();
  const root = path.join(context, 'rootfs');
  await mkdir(path.join(root, path.dirname(CERTIFICATES)), { recursive: true });
  await cp(CERTIFICATES, path.join(root, CERTIFICATES));
  return { context, root };
}

async function dockerfile(context: string, lines: readonly string[]): Promise<string[]> {
  const file = path.join(context, 'Dockerfile');
  await writeFile(file, ['FROM scratch', 'COPY rootfs /', ...lines, ''].join('\n'));
  return ['--file', file];
}

/** A program and the shared libraries it needs, at the places where the loader looks for them. */
async function addProgram(root: string, program: string, destination = program): Promise<void> {
  const libraries = [...(await output('ldd', [program])).matchAll(/(\/\S+) \(0x/g)].map(([, library]) => library ?? '');
  for (const [from, to] of [
    [program, destination] as const,
    ...libraries.map((library) => [library, library] as const),
  ]) {
    await mkdir(path.join(root, path.dirname(to)), { recursive: true });
    await cp(await realpath(from), path.join(root, to));
  }
}
