/** What the schemas of Kubernetes and of the two operators say, all of them offline. */
import path from 'node:path';
import type { KubernetesObject } from './chart.ts';
import { customResourceDefinitions, kubernetesValidatePython, output } from './tools.ts';

/** What a cluster of this version would refuse or drop without a word. */
export async function problemsOf(objects: readonly KubernetesObject[], kubernetes: string): Promise<string[]> {
  const answer = await python('validate-objects.py', [kubernetes, await customResourceDefinitions()], objects);
  return answer as string[];
}

/** Definitions such as core.v1.Volume in this version, and those that they refer to. */
export async function definitionsOf(names: readonly string[], kubernetes: string): Promise<Record<string, object>> {
  return (await python('kubernetes-definitions.py', [kubernetes], names)) as Record<string, object>;
}

async function python(script: string, args: readonly string[], input: unknown): Promise<unknown> {
  const file = path.join(import.meta.dirname, script);
  return JSON.parse(await output(await kubernetesValidatePython(), [file, ...args], JSON.stringify(input)));
}
