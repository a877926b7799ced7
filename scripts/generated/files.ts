import { readFile } from 'node:fs/promises';
import { format, getFileInfo, resolveConfig } from 'prettier';
import { rulesFile } from '../../alerts/rules-file.ts';
import { DASHBOARDS } from '../../grafana/dashboards.ts';
import { openApi } from '../../src/api/openapi.ts';
import { accountsPage } from './accounts-page.ts';
import { activityPage } from './activity-page.ts';
import { alertsPage } from './alerts-page.ts';
import { apiPage } from './api-page.ts';
import { chartDefaults } from './chart-defaults.ts';
import { checkOutputSchema } from './check-output-schema.ts';
import { checkPage } from './check-page.ts';
import { checkPicture } from './check-picture.ts';
import { checksPage } from './checks-page.ts';
import { configJsonSchema } from './config-schema.ts';
import { configurationPage } from './configuration-page.ts';
import { dependenciesPage } from './dependencies-page.ts';
import { evidenceManifestSchema } from './evidence-manifest-schema.ts';
import { evidencePage } from './evidence-page.ts';
import { keysPage } from './keys-page.ts';
import { metricsPage } from './metrics-page.ts';
import { runbooksIndex } from './runbooks-index.ts';
import { valuesSchema } from './values-schema.ts';
import { whoamiPage } from './whoami-page.ts';
import { whosePage } from './whose-page.ts';

export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: () => string | Promise<string>;
}

/** Every file that is made from a declaration in the code. */
export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: 'config.schema.json', content: () => JSON.stringify(configJsonSchema()) },
  { path: 'docs/accounts.md', content: accountsPage },
  { path: 'docs/activity.md', content: activityPage },
  { path: 'docs/alerts.md', content: alertsPage },
  { path: 'docs/api.md', content: apiPage },
  { path: 'docs/openapi.json', content: () => JSON.stringify(openApi()) },
  { path: 'docs/check.md', content: checkPage },
  { path: 'docs/check.svg', content: checkPicture },
  { path: 'docs/dependencies.md', content: dependenciesPage },
  { path: 'docs/evidence.md', content: evidencePage },
  { path: 'docs/evidence-manifest.schema.json', content: () => JSON.stringify(evidenceManifestSchema()) },
  { path: 'docs/keys.md', content: keysPage },
  { path: 'docs/whoami.md', content: whoamiPage },
  { path: 'docs/whose.md', content: whosePage },
  { path: 'docs/check-output.schema.json', content: () => JSON.stringify(checkOutputSchema()) },
  { path: 'docs/checks.md', content: checksPage },
  { path: 'docs/configuration.md', content: configurationPage },
  { path: 'docs/metrics.md', content: metricsPage },
  { path: 'docs/runbooks/README.md', content: runbooksIndex },
  { path: 'helm/iam-credential-exporter/values.schema.json', content: () => JSON.stringify(valuesSchema()) },
  { path: 'helm/iam-credential-exporter/files/defaults.yaml', content: chartDefaults },
  { path: 'helm/iam-credential-exporter/files/rules.yaml', content: rulesFile },
  ...Object.entries(DASHBOARDS).map(([name, dashboard]) => ({
    path: `helm/iam-credential-exporter/files/dashboards/${name}.json`,
    content: () => JSON.stringify(dashboard),
  })),
];

export const ROOT = new URL('../../', import.meta.url);

export async function formatted({ path, content }: GeneratedFile): Promise<string> {
  const { inferredParser } = await getFileInfo(path);
  const text = await content();
  // Prettier knows no pictures.
  if (inferredParser === null) return text;
  return format(text, { ...(await resolveConfig(new URL(path, ROOT))), filepath: path });
}

/** Whether the file in the repository says what its declaration says. */
export async function isCurrent(file: GeneratedFile): Promise<boolean> {
  const present = await readFile(new URL(file.path, ROOT), 'utf8').catch(() => '');
  return present === (await formatted(file));
}
