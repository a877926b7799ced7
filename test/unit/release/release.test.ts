/** A release is made of what is pinned, and the jobs that may publish run no code of others. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const WORKFLOWS = '.github/workflows';

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly uses?: string;
  readonly steps?: readonly { readonly uses?: string; readonly run?: string }[];
}

const workflows = readdirSync(WORKFLOWS).map((name) => ({ name, text: readFileSync(`${WORKFLOWS}/${name}`, 'utf8') }));
const release = parse(readFileSync(`${WORKFLOWS}/release.yml`, 'utf8')) as { readonly jobs: Record<string, Job> };
const publishing = Object.entries(release.jobs).filter(([, { permissions = {} }]) =>
  Object.values(permissions).includes('write'),
);

test.each(workflows)('$name names each action by its commit, and says which version that is', ({ text }) => {
  const used = [...text.matchAll(/^\s*(?:- )?uses: (?!\.\/)(.*)$/gm)].map(([, action]) => action);

  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((action) => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? ''))).toEqual([]);
});

test('the image is made of base images of one digest each', () => {
  const images = [...readFileSync('Dockerfile', 'utf8').matchAll(/^ARG \w+_IMAGE=(.*)$/gm)].map(([, image]) => image);

  expect(images).toHaveLength(2);
  expect(images.filter((image) => !/:[\w-]+@sha256:[0-9a-f]{64}$/.test(image ?? ''))).toEqual([]);
});

describe('a job that may publish', () => {
  test('is one for each thing that is published', () => {
    expect(publishing.map(([name]) => name)).toEqual(['npm', 'image', 'chart']);
  });

  test.each(publishing)('%s checks nothing out, installs nothing and builds nothing', (_name, { steps = [] }) => {
    const done = steps.map(({ uses = '', run = '' }) => uses + run).join('\n');

    expect(done).not.toMatch(/checkout|cache|build-push|npm (?:ci|install|run|pack)|helm package/);
    expect(done).toContain('actions/download-artifact@');
  });

  test.each(publishing)('%s has no right but to publish and to sign', (_name, { permissions = {} }) => {
    const rights = Object.keys(permissions).filter((right) => right !== 'packages' && right !== 'id-token');

    expect(rights).toEqual([]);
  });
});

test('dependencies run no script where the package is made', () => {
  const runs = (release.jobs.build?.steps ?? []).flatMap(({ run }) => run ?? []);

  expect(runs.filter((run) => /npm (?:ci|pack)/.test(run) && !run.includes('--ignore-scripts'))).toEqual([]);
});

test.each(['image', 'chart'])('the %s is signed', (name) => {
  const runs = (release.jobs[name]?.steps ?? []).flatMap(({ run }) => run ?? []);

  expect(runs.filter((run) => run.includes('cosign sign --yes'))).toHaveLength(1);
});
