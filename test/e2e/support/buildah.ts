/** Builds and runs images without an engine: buildah in a chroot, with a store of its own in a temporary folder. */
import path from 'node:path';
import { ServerProcess } from './server-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type Finished, output, run } from './tools.ts';

/** The part of an image's configuration that the tests look at, in Docker's words. */
export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[] | null;
  readonly WorkingDir: string;
  readonly ExposedPorts: Record<string, unknown>;
  readonly Labels: Record<string, string>;
  readonly Healthcheck?: { readonly Test: readonly string[] };
}

export interface Buildah {
  /** `docker build`, in Docker's image format, the only one that has a health check. */
  build(image: string, context: string, options?: readonly string[]): Promise<void>;
  config(image: string): Promise<ImageConfig>;
  /** A container that does not run yet. */
  container(image: string): Promise<Container>;
}

export interface Container {
  /** Where its file system is to be seen. */
  readonly root: string;
  /** Runs a command as the image's user with its environment; buildah does not add the entrypoint. */
  run(command: readonly string[], options?: readonly string[]): Promise<Finished>;
  /** The same, for a command that goes on. */
  start(command: readonly string[], options?: readonly string[]): ServerProcess;
}

const ISOLATION = ['--isolation', 'chroot'];

export async function createBuildah(): Promise<Buildah> {
  const store = await temporaryFolder();
  // vfs copies whole folders where overlay would mount: slower, but it works in every container.
  const storage = ['--root', path.join(store, 'root'), '--runroot', path.join(store, 'run'), '--storage-driver', 'vfs'];
  const buildah = (...args: readonly string[]) => output('buildah', [...storage, ...args]);

  async function container(image: string): Promise<Container> {
    const id = (await buildah('from', '--pull-never', image)).trim();
    // With vfs this mounts nothing: it names the folder.
    const root = (await buildah('mount', id)).trim();
    const command = (words: readonly string[], options: readonly string[] = []) => [
      ...storage,
      ...['run', ...ISOLATION, ...options, id, '--', ...words],
    ];
    return {
      root,
      run: (words, options) => run('buildah', command(words, options)),
      start: (words, options) => new ServerProcess('buildah', command(words, options), process.env),
    };
  }

  return {
    build: async (image, context, options = []) => {
      await buildah('bud', ...ISOLATION, '--pull-never', '--format', 'docker', ...options, '--tag', image, context);
    },
    config: async (image) => {
      const inspected = JSON.parse(await buildah('inspect', '--type', 'image', image)) as {
        Docker: { config: ImageConfig };
      };
      return inspected.Docker.config;
    },
    container,
  };
}
