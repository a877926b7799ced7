/** The npm package is enough: what its commands print is in it, and its pages lead to nothing that is not. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { packedFiles } from '../../support/packed-files.ts';
import { pageLinks } from '../docs/page-links.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const files = await packedFiles();
const pages = files.filter((file) => file.endsWith('.md'));

it('holds the rules, the dashboards, the schema, the chart and the examples', () => {
  expect(files).toEqual(
    expect.arrayContaining([
      'config.schema.json',
      'helm/iam-credential-exporter/files/rules.yaml',
      'helm/iam-credential-exporter/files/dashboards/overview.json',
      'helm/iam-credential-exporter/values.yaml',
      'examples/prometheus.yml',
      'docs/configuration.md',
    ]),
  );
});

it.each(pages)('%s leads to files of the package', async (page) => {
  const links = pageLinks(await readFile(path.join(ROOT, page), 'utf8')).map((link) => link.replace(/#.*/, ''));
  const targets = links.map((link) => path.posix.normalize(path.posix.join(path.posix.dirname(page), link)));
  const isThere = (target: string) =>
    files.some((file) => file === target || file.startsWith(`${target.replace(/\/$/, '')}/`));
  expect(targets.filter((target) => target !== path.posix.dirname(page) && !isThere(target))).toEqual([]);
});
