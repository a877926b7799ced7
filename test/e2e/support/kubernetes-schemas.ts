/** What the schemas of Kubernetes and of the two operators say, all of them offline. */
import path from 'node:path';
import type { KubernetesObject } from './chart.ts';
import { customResourceDefinitions, kubernetesValidatePython, output } from './tools.ts';

/** What a cluster of this version would refuse or drop without a word. */
export async function problemsOf(objects: readonly KubernetesObject[], kubernetes: string): Promise<string[]> {
  const answer = await python('validate-objects.py', [kubernetes, await customResourceDefinitions()], objects);
  return answer as string[];
}

/** The keys of definitions such as core.v1.Volume, separated by blanks, in this version. */
export async function keysOf(definitions: readonly string[], kubernetes: string): Promise<Record<string, string>> {
  return (await python('kubernetes-keys.py', [kubernetes], definitions)) as Record<string, string>;
}

async function python(script: string, args: readonly string[], input: unknown): Promise<unknown> {
  const file = path.join(import.meta.dirname, script);
  return JSON.parse(await output(await kubernetesValidatePython(), [file, ...args], JSON.stringify(input)));
}
