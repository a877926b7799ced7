import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { chartFile, chartFilesIn } from './chart-files.ts';

interface Chart {
  readonly version: string;
  readonly appVersion: string;
  readonly icon: string;
  readonly maintainers: readonly { readonly name: string; readonly url: string }[];
  readonly annotations: Readonly<Record<string, string>>;
}

const chart = parse(chartFile('Chart.yaml')) as Chart;

describe('Chart.yaml', () => {
  it('is of the version that package.json has', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect([chart.version, chart.appVersion]).toEqual([version, version]);
  });

  it('is a pre-release if its version is one', () => {
    expect(chart.annotations['artifacthub.io/prerelease']).toBe(String(chart.version.includes('-')));
  });

  it('names the image that the values name', () => {
    const { image } = parse(chartFile('values.yaml')) as { image: { registry: string; repository: string } };
    const [named] = parse(chart.annotations['artifacthub.io/images'] ?? '') as [{ image: string }];
    expect(named.image).toBe(`${image.registry}/${image.repository}:${chart.appVersion}`);
  });

  it('has an icon that is in this repository, and a maintainer', () => {
    const [, file = ''] = /^https:\/\/raw\.githubusercontent\.com\/[^/]+\/[^/]+\/main\/(.+)$/.exec(chart.icon) ?? [];
    expect(readFileSync(file, 'utf8')).toMatch(/^<svg /);
    expect(chart.maintainers).toEqual([expect.objectContaining({ name: expect.any(String), url: expect.any(String) })]);
  });

  it.each(['images', 'links', 'changes'])('has a list in artifacthub.io/%s', (name) => {
    expect(parse(chart.annotations[`artifacthub.io/${name}`] ?? '')).toEqual(
      expect.arrayContaining([expect.any(Object)]),
    );
  });
});

describe('templates', () => {
  // GitOps renders without a cluster, and again and again.
  const FORBIDDEN =
    /\b(lookup|randAlpha\w*|randNumeric|randAscii|randBytes|randInt|uuidv4|gen[A-Z]\w+|derivePassword|htpasswd|bcrypt|now|ago|getHostByName|shuffle|encryptAES)\b|\.Capabilities\b|\.Release\.(Revision|IsInstall|IsUpgrade)\b/;

  // What it only refuses by, and renders nothing of.
  const allowed: Readonly<Record<string, string>> = {
    'templates/_validate-shards.tpl': '$.Capabilities.KubeVersion.Version',
  };

  it.each(chartFilesIn('templates'))('%s depends on nothing but the values', (file) => {
    const text = chartFile(file).replaceAll(allowed[file] ?? '\0', '');
    const actions = [...text.matchAll(/\{\{[^]*?\}\}/g)].map(([action]) => action);
    const code = actions
      .filter((action) => !/^\{\{-?\s*\/\*/.test(action))
      .map((action) => action.replace(/"[^"]*"/g, '""'));
    expect(code.filter((action) => FORBIDDEN.test(action))).toEqual([]);
  });

  it('are told apart from those that would depend on more', () => {
    expect(
      ['{{ lookup "v1" }}', '{{ .Capabilities.KubeVersion }}', '{{ randAlphaNum 5 }}', '{{ genCA "a" 1 }}'].filter(
        (action) => !FORBIDDEN.test(action),
      ),
    ).toEqual([]);
  });

  it.each(chartFilesIn('templates').filter((file) => file.endsWith('.tpl')))(
    '%s names its parts after the chart',
    (file) => {
      const names = [...chartFile(file).matchAll(/\{\{-?\s*define "([^"]+)"/g)].map(([, name]) => name ?? '');
      expect(names).not.toEqual([]);
      // In an umbrella chart all of them share one namespace.
      expect(names.filter((name) => !name.startsWith('iam-credential-exporter.'))).toEqual([]);
    },
  );
});
