/** Where the programs are that `.ci/provision` puts under .cache/, and how a command of the machine is run. */
import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

export const repositoryRoot = path.resolve(import.meta.dirname, '../../..');
export const exporterMain = path.join(repositoryRoot, 'dist/main.js');

/** Another Prometheus than the machine's, say a 3.x, can be tried with E2E_PROMETHEUS. */
export const prometheusBinary = process.env.E2E_PROMETHEUS ?? 'prometheus';

/** Another Alertmanager than the machine's can be tried with E2E_ALERTMANAGER and E2E_AMTOOL. */
export const alertmanagerBinary = process.env.E2E_ALERTMANAGER ?? 'prometheus-alertmanager';
export const amtoolBinary = process.env.E2E_AMTOOL ?? 'amtool';

export function motoServerBinary(): Promise<string> {
  return provisioned('.cache/e2e/moto/bin/moto_server');
}

export function ministackBinary(): Promise<string> {
  return provisioned('.cache/e2e/ministack/bin/ministack');
}

/** The programs that ask and judge the API. */
export function schemathesisBinary(): Promise<string> {
  return provisioned('.cache/e2e/api/bin/schemathesis');
}

export function openApiValidatorBinary(): Promise<string> {
  return provisioned('.cache/e2e/api/bin/openapi-spec-validator');
}

/** It comes with moto. */
export function cfnLintBinary(): Promise<string> {
  return provisioned('.cache/e2e/moto/bin/cfn-lint');
}

export function node24Binary(): Promise<string> {
  return provisioned(`.cache/e2e/node24/node_modules/node-${process.platform}-${process.arch}/bin/node`);
}

/** Another Chromium than the machine's can be tried with E2E_CHROMIUM. */
export const chromiumBinary = process.env.E2E_CHROMIUM ?? '/usr/bin/chromium';

/** The promtool of Prometheus 2, Debian's, and that of Prometheus 3. */
export const promtool2 = '/usr/bin/promtool';

export function promtool3(): Promise<string> {
  return provisioned('.cache/e2e/prometheus3/promtool');
}

/** Beside the machine's, which is Prometheus 2. */
export function prometheus3Binary(): Promise<string> {
  return provisioned('.cache/e2e/prometheus3/prometheus');
}

export function dockerComposeBinary(): Promise<string> {
  return provisioned('.cache/e2e/compose/docker-compose');
}

/** Both lines of Helm that are in use. */
export type HelmMajor = 3 | 4;

export function helmBinary(major: HelmMajor): Promise<string> {
  return provisioned(`.cache/e2e/helm${major}/helm`);
}

export function helmDocsBinary(): Promise<string> {
  return provisioned('.cache/e2e/helm-docs/helm-docs');
}

/** A Python that has the package kubernetes_validate. */
export function kubernetesValidatePython(): Promise<string> {
  return provisioned('.cache/e2e/kubernetes-validate/bin/python');
}

/** A Python that has the packages duckdb and sqlglot. */
export function activityPython(): Promise<string> {
  return provisioned('.cache/e2e/activity/bin/python');
}

/** The folder with the custom resource definitions of the Prometheus Operator and the Grafana Operator. */
export function customResourceDefinitions(): Promise<string> {
  return provisioned('.cache/e2e/crds');
}

/** A tool that is missing fails the test: one that skips itself has said nothing about the exporter. */
async function provisioned(file: string): Promise<string> {
  const absolute = path.join(repositoryRoot, file);
  await access(absolute).catch((cause: unknown) => {
    throw new Error(`${file} is missing: run .ci/provision`, { cause });
  });
  return absolute;
}

const execute = promisify(execFile);

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. Rejects only when it could not be started; its exit code is for the caller to judge. */
export async function run(command: string, args: readonly string[], input?: string): Promise<Finished> {
  const promise = execute(command, args, { maxBuffer: 64 * 1024 * 1024 });
  promise.child.stdin?.end(input);
  try {
    const { stdout, stderr } = await promise;
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
    if (typeof code !== 'number') throw error;
    return { code, stdout, stderr };
  }
}

/** The standard output of a command that has to succeed. */
export async function output(command: string, args: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, input);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}
