import { expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { chartFolder, HELM_MAJORS, render } from '../support/chart.ts';
import { helmBinary, output } from '../support/tools.ts';

it.each(HELM_MAJORS)('helm %d packs what the chart needs, and no more', async (major) => {
  const folder = await temporaryFolder();
  const said = await output(await helmBinary(major), ['package', chartFolder, `--destination=${folder}`]);
  const archive = path.join(folder, path.basename(/saved it to: (.*)$/m.exec(said)?.[1] ?? ''));
  const names = (await output('tar', ['--list', '--gzip', `--file=${archive}`])).trim().split('\n');
  const top = new Set(names.map((name) => name.split('/')[1]));
  expect([...top].sort()).toEqual(
    ['.helmignore', 'Chart.yaml', 'README.md', 'files', 'templates', 'values.schema.json', 'values.yaml'].sort(),
  );
  const readme = await readFile(path.join(chartFolder, 'README.md'), 'utf8');
  const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !/^(?:https:|#)/.test(link))).toEqual([]);
  const values = {
    serviceMonitor: { enabled: true },
    prometheusRule: { enabled: true },
    dashboards: { enabled: true },
  };
  expect(await render({ helm: major, chart: archive, values })).toEqual(await render({ helm: major, values }));
});
