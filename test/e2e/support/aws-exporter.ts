/** The built exporter with the fake AWS as its AWS, and nothing of the machine's AWS settings. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { type Exporter, startExporter } from './exporter-process.ts';
import { valueOf } from './exposition.ts';
import { KNOWN_ACCOUNT, knownReport } from './known-report.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

export const BASE_CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret-of-the-exporter-itself',
};

const PREFIX = 'iam_credential_exporter';

/** Leads the SDK to the fake AWS, with credentials of its own. */
export function environmentOf(aws: Pick<FakeAws, 'url'>): NodeJS.ProcessEnv {
  return {
    ...BASE_CREDENTIALS,
    AWS_ENDPOINT_URL: aws.url,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}

export interface AwsExporter extends Exporter {
  /** Replaces the configuration file, of which the exporter is not told: an object, or the text itself. */
  configure(config: object | string): Promise<void>;
  page(): Promise<string>;
  /** The status of GET on this path. */
  status(path: string): Promise<number>;
  /** Waits until the sample has this value, and gives the page then; `series` is without the exporter's prefix. */
  untilValue(series: string, value: number): Promise<string>;
}

export async function startAwsExporter(
  fake: FakeAws,
  config: object,
  options: { args?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<AwsExporter> {
  const file = path.join(await temporaryFolder(), 'config.yml');
  // JSON is YAML.
  const configure = (next: object | string) => writeFile(file, typeof next === 'string' ? next : JSON.stringify(next));
  await configure(config);
  const exporter = await startExporter({
    args: [`--config.file=${file}`, ...(options.args ?? [])],
    env: { ...environmentOf(fake), ...options.env },
  });
  const get = (route: string) => fetch(exporter.url + route, { headers: { accept: 'text/plain' } });
  const page = async () => (await get('/metrics')).text();
  return {
    ...exporter,
    configure,
    page,
    status: async (route) => (await get(route)).status,
    untilValue: (series, value) =>
      exporter.process.until(`${series} is ${value}`, async () => {
        const current = await page();
        return ownValue(current, series) === value ? current : undefined;
      }),
  };
}

/** A sample of a family about the exporter itself, named without the prefix. */
export function ownValue(page: string, series: string): number | undefined {
  return valueOf(page, `${PREFIX}_${series}`);
}

/** The lines of all families about an account's report and users. */
export function linesAbout(page: string, accountId: string): string[] {
  return page.split('\n').filter((line) => line.startsWith('aws_iam_') && line.includes(`account_id="${accountId}"`));
}

/** The refresh failures of an account's report that are not 0. */
export function refreshErrors(page: string, accountName: string): Record<string, number> {
  const samples = page.matchAll(new RegExp(`^${PREFIX}_refresh_errors_total\\{(.*),reason="(\\w+)"\\} (\\d+)$`, 'gm'));
  return Object.fromEntries(
    [...samples]
      .filter(
        ([, labels, , value]) => labels === `account_name="${accountName}",fact="credential-report"` && value !== '0',
      )
      .map(([, , reason = '', value]) => [reason, Number(value)]),
  );
}

/** An entry of the configuration's `accounts`. */
export function roleAccount(name: string, accountId: string): { name: string; roleArn: string } {
  return { name, roleArn: `arn:aws:iam::${accountId}:role/iam-credential-exporter` };
}

/** The known report as another account's. */
export function knownReportOf(accountId: string, now = Date.now()): string {
  return knownReport(now).replaceAll(KNOWN_ACCOUNT, accountId);
}
