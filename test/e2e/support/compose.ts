/** examples/compose as docker compose understands it. No engine is needed for that, and nothing is started. */
import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { dockerComposeBinary, output, repositoryRoot } from './tools.ts';

export const composeFolder = path.join(repositoryRoot, 'examples/compose');

export interface Service {
  readonly image: string;
  readonly build?: object;
  readonly pull_policy?: string;
  readonly depends_on?: Readonly<Record<string, object>>;
  readonly command: readonly string[] | null;
  readonly entrypoint: readonly string[] | null;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly ports?: readonly { readonly host_ip?: string; readonly published: string; readonly target: number }[];
  readonly volumes?: readonly Volume[];
}

export interface Volume {
  readonly type: 'bind' | 'volume';
  readonly source: string;
  readonly target: string;
  readonly read_only?: boolean;
}

/** The stack, merged and with absolute paths. Fails where docker compose would. */
export async function readStack(...files: readonly string[]): Promise<Record<string, Service>> {
  const args = files.flatMap((file) => ['--file', path.join(composeFolder, file)]);
  const text = await output(await dockerComposeBinary(), [...args, 'config', '--format', 'json']);
  return (JSON.parse(text) as { services: Record<string, Service> }).services;
}

export function bindsOf({ volumes = [] }: Service): Volume[] {
  return volumes.filter(({ type }) => type === 'bind');
}

/**
 * A folder with the mounted files where the container sees them: `FOLDER/etc/...`.
 *
 * @param made the folder of the files that are not there until a user makes them.
 */
export async function layOut(service: Service, made?: string): Promise<string> {
  const folder = await temporaryFolder();
  for (const { source, target } of bindsOf(service)) {
    const copy = path.join(folder, target);
    await mkdir(path.dirname(copy), { recursive: true });
    const own = path.join(made ?? path.dirname(source), path.basename(source));
    await cp(existsSync(own) ? own : source, copy, { recursive: true });
  }
  return folder;
}
