/** The Helm chart, rendered as its users render it: by Helm, offline, for a given Kubernetes. */
import { readdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type Finished, helmBinary, type HelmMajor, repositoryRoot, run } from './tools.ts';

export const chartFolder = path.join(repositoryRoot, 'helm/iam-credential-exporter');

export const HELM_MAJORS: readonly HelmMajor[] = [3, 4];

/** The oldest Kubernetes that Chart.yaml admits, and the newest that there are schemas of. */
export const KUBERNETES_VERSIONS = ['1.25', '1.37'] as const;

/** From which on a pod of a StatefulSet knows its index: what `shards` needs. */
const OLDEST_WITH_SHARDS = '1.28';

/** The oldest and the newest Kubernetes that there may be for this mode. */
export function kubernetesVersionsOf(mode: string): readonly [string, string] {
  return [mode.startsWith('shards') ? OLDEST_WITH_SHARDS : KUBERNETES_VERSIONS[0], KUBERNETES_VERSIONS[1]];
}

/** The values files for one mode of use each, by name: ci/NAME-values.yaml. */
export const MODES: readonly string[] = readdirSync(path.join(chartFolder, 'ci'))
  .map((file) => file.replace(/-values\.yaml$/, ''))
  .sort();

export function valuesFile(mode: string): string {
  return path.join(chartFolder, `ci/${mode}-values.yaml`);
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: unknown;
  readonly data?: Readonly<Record<string, string>>;
}

export interface Rendering {
  readonly helm?: HelmMajor;
  readonly kubernetes?: string;
  readonly chart?: string;
  readonly command?: 'template' | 'lint';
  readonly release?: string;
  readonly namespace?: string;
  /** Values files, the later ones winning. */
  readonly files?: readonly string[];
  /** Values that win over the files: an object, or YAML as somebody wrote it. */
  readonly values?: object | string;
}

/** `helm template` (or `helm lint --strict`) to its end, whatever it says. */
export async function helm(rendering: Rendering): Promise<Finished> {
  const {
    kubernetes = KUBERNETES_VERSIONS[1],
    chart = chartFolder,
    command = 'template',
    release = 'exporter',
    namespace = 'monitoring',
    files = [],
    values,
  } = rendering;
  const flags = [`--kube-version=${kubernetes}.0`, ...files.map((file) => `--values=${file}`)];
  if (values !== undefined) flags.push('--values=-');
  const input = typeof values === 'string' ? values : JSON.stringify(values ?? {});
  const what =
    command === 'lint' ? ['lint', '--strict', chart] : ['template', release, chart, `--namespace=${namespace}`];
  return run(await helmBinary(rendering.helm ?? 4), [...what, ...flags], input);
}

/** The objects of a rendering that has to succeed. */
export async function render(rendering: Rendering): Promise<KubernetesObject[]> {
  const { code, stdout, stderr } = await helm(rendering);
  if (code !== 0) throw new Error(`helm template ended with ${code}: ${stderr}`);
  return parseAllDocuments(stdout)
    .map((document) => {
      if (document.errors[0]) throw document.errors[0];
      return document.toJS() as KubernetesObject | null;
    })
    .filter((object) => object !== null);
}

/** What is said about values that have to be refused. */
export async function refusal(rendering: Rendering): Promise<string> {
  const { code, stderr } = await helm(rendering);
  if (code !== 1) throw new Error(`helm template ended with ${code} and not with 1: ${stderr}`);
  return stderr;
}

/** The one object of a kind. */
export function only(objects: readonly KubernetesObject[], kind: string): KubernetesObject {
  const [found, ...more] = objects.filter((object) => object.kind === kind);
  if (found === undefined || more.length > 0) throw new Error(`${kind}: not exactly one object is of this kind`);
  return found;
}

/** A copy for a test to damage, removed after the tests of the file. */
export async function copyOfTheChart(): Promise<string> {
  const copy = path.join(await temporaryFolder(), path.basename(chartFolder));
  await cp(chartFolder, copy, { recursive: true });
  return copy;
}
