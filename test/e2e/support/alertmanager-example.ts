/** examples/alertmanager.yml as it ships, but for what a test cannot have: Slack's address, absolute paths, and hours to wait. */
import { readFile, writeFile } from 'node:fs/promises';
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

/** @param slackUrl where its messages go. */
export async function testableExample(slackUrl: string): Promise<AlertmanagerConfig> {
  const example = await readAlertmanagerExample();
  const slackUrlFile = path.join(await temporaryFolder(), 'slack-api-url');
  await writeFile(slackUrlFile, `${slackUrl}\n`);
  return {
    ...example,
    global: { ...example.global, slack_api_url_file: slackUrlFile },
    templates: example.templates.map((pattern) => path.resolve(path.dirname(alertmanagerExample), pattern)),
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
