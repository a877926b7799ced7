/** examples/alertmanager.yml as it ships, but for what a test cannot have: the addresses of others, absolute paths, and hours to wait. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { repositoryRoot } from './tools.ts';

export const alertmanagerExample = path.join(repositoryRoot, 'examples/alertmanager.yml');

export interface Route {
  readonly matchers?: readonly string[];
  readonly receiver: string;
  readonly group_by?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly routes?: readonly Route[];
}

export interface AlertmanagerConfig {
  readonly global: { readonly slack_api_url_file: string };
  readonly templates: readonly string[];
  readonly route: Route;
  readonly inhibit_rules: readonly object[];
  readonly receivers: readonly { readonly name: string }[];
}

export async function readAlertmanagerExample(): Promise<AlertmanagerConfig> {
  return parse(await readFile(alertmanagerExample, 'utf8')) as AlertmanagerConfig;
}

export const templatesFolder = path.join(path.dirname(alertmanagerExample), 'alertmanager-templates');

/**
 * @param slackUrl where its messages go.
 * @param exporterUrl where its links to pages lead; undefined: to the address of the example.
 */
export async function testableExample(slackUrl: string, exporterUrl?: string): Promise<AlertmanagerConfig> {
  const example = await readAlertmanagerExample();
  const folder = await temporaryFolder();
  const slackUrlFile = path.join(folder, 'slack-api-url');
  await writeFile(slackUrlFile, `${slackUrl}\n`);
  const templates = path.join(folder, path.basename(templatesFolder));
  await cp(templatesFolder, templates, { recursive: true });
  if (exporterUrl !== undefined) {
    await writeFile(
      path.join(templates, 'exporter-url.tmpl'),
      `{{ define "iam_credential.exporter" }}${exporterUrl}{{ end }}`,
    );
  }
  return {
    ...example,
    global: { ...example.global, slack_api_url_file: slackUrlFile },
    templates: example.templates.map((pattern) => path.resolve(folder, pattern)),
    route: hurried(example.route),
  };
}

function hurried(route: Route): Route {
  return {
    ...route,
    group_wait: '1s',
    group_interval: '1s',
    ...(route.routes !== undefined && { routes: route.routes.map(hurried) }),
  };
}
