/** What holds for every board as a whole. The names that end in -rule are those of Grafana's own dashboard linter. */
import { describe, expect, it } from '@jest/globals';
import { type VariableModel, VariableType } from '@grafana/grafana-foundation-sdk/dashboard';
import { readdir, readFile } from 'node:fs/promises';
import { DASHBOARDS } from '../../../grafana/dashboards.ts';
import { type BoardName, BOARDS } from '../../../grafana/links.ts';
import { COLOURS } from '../../../grafana/thresholds.ts';
import { boards, panelsOf } from '../../support/grafana/boards.ts';
import { interpolate, SOME_CHOICE } from '../../support/grafana/interpolate.ts';
import { syntaxErrors } from '../../../alerts/promql.ts';
import { expressionOfVariable } from '../../support/grafana/used-families.ts';

const VARIABLES = {
  overview: ['datasource', 'owner', 'account', 'limit'],
  account: ['datasource', 'owner', 'account', 'account_id', 'limit'],
  user: ['datasource', 'owner', 'account', 'account_id', 'user', 'limit'],
  'access-keys': ['datasource', 'owner', 'account', 'account_id', 'user', 'limit'],
  'exporter-health': ['datasource', 'job', 'instance', 'limit'],
};

function namesOf(board: BoardName, which: (variable: VariableModel) => boolean): string[] {
  return (DASHBOARDS[board].templating.list ?? []).filter(which).map(({ name }) => name);
}

describe.each(boards)('$board', ({ board, dashboard }) => {
  const variables = dashboard.templating.list ?? [];
  const queryVariables = variables.filter(({ type }) => type === VariableType.Query);

  it('is known by a name that does not change', () => {
    expect(dashboard).toMatchObject({ uid: `iam-credential-${board}`, tags: expect.arrayContaining(['aws', 'iam']) });
    expect(dashboard.description).toMatch(/\.$/);
  });

  it('uneditable-dashboard-rule', () => expect(dashboard.editable).toBe(false));

  it('is as Grafana 9.4 wrote it', () => expect(dashboard.schemaVersion).toBe(37));

  it('has the variables of its readers', () => {
    expect(variables.map(({ name }) => name)).toEqual(VARIABLES[board]);
  });

  it('template-datasource-rule', () => {
    expect(variables[0]).toMatchObject({
      type: 'datasource',
      name: 'datasource',
      label: 'Data source',
      query: 'prometheus',
    });
  });

  it.each(queryVariables)('template-label-promql-rule and template-on-time-change-reload-rule: $name', (variable) => {
    const { name, label = '', query, refresh, datasource, multi } = variable;
    expect({ refresh, datasource, multi }).toEqual({
      refresh: 2,
      datasource: { type: 'prometheus', uid: '${datasource}' },
      // Grafana escapes for a regular expression only what may be several.
      multi: true,
    });
    expect(label.toLowerCase().replace(' ', '_')).toBe(name);
    expect(syntaxErrors(interpolate(expressionOfVariable(query), variables, SOME_CHOICE))).toEqual([]);
  });

  it('template-job-rule and template-instance-rule', () => {
    for (const { name, allValue, includeAll } of queryVariables) {
      if (name === 'job' || name === 'instance')
        expect({ allValue, includeAll }).toEqual({ allValue: '.+', includeAll: true });
    }
  });

  it('shows accounts without an owner with all the others', () => {
    const owner = queryVariables.find(({ name }) => name === 'owner');
    expect(owner?.allValue).toBe(owner === undefined ? undefined : '.*');
  });

  it('offers the accounts of the chosen owner, and every owner', () => {
    const asked = (name: string) => JSON.stringify(queryVariables.find((variable) => variable.name === name)?.query);
    if (board === 'exporter-health') return;
    expect(asked('account')).toContain('$owner');
    expect(asked('owner')).not.toContain('$account');
  });

  it('knows the accounts of which there is a history while nothing is scraped', () => {
    const ids = queryVariables.find(({ name }) => name === 'account_id');
    if (ids !== undefined) expect(JSON.stringify(ids.query)).toMatch(/ or on \(\) .*last_over_time/);
  });

  it('leads to every other board at its time, and with its variables unless All would go where there is no All', () => {
    const all = namesOf(board, ({ includeAll }) => includeAll === true);
    const others = boards.filter((other) => other.board !== board);
    const expected = others.map((other) => {
      const one = namesOf(other.board, ({ type, includeAll }) => type === VariableType.Query && includeAll !== true);
      const includeVars = !one.some((name) => all.includes(name));
      const { uid } = BOARDS[other.board];
      const url = includeVars ? `/d/${uid}` : `/d/${uid}?\${datasource:queryparam}`;
      return expect.objectContaining({ url, includeVars, keepTime: true });
    });
    expect(dashboard.links).toEqual(expected);
  });

  it('hides no link in a menu', () => expect(JSON.stringify(dashboard)).not.toContain('inControlsMenu'));

  it('has panels with numbers of their own', () => {
    const ids = dashboard.panels?.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids?.length);
    expect(ids).not.toContain(undefined);
  });

  it('has panels with titles of their own', () => {
    const titles = panelsOf(dashboard).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('fills its width without one panel over another', () => {
    const taken = new Map<string, number>();
    const rows = new Map<number, number>();
    for (const { gridPos = { x: 0, y: 0, w: 0, h: 0 } } of dashboard.panels ?? []) {
      const { x, y, w, h } = gridPos;
      rows.set(y, (rows.get(y) ?? 0) + w);
      for (let column = x; column < x + w; column++)
        for (let line = y; line < y + h; line++)
          taken.set(`${column},${line}`, (taken.get(`${column},${line}`) ?? 0) + 1);
    }
    expect([...taken].filter(([, panels]) => panels > 1)).toEqual([]);
    expect([...rows].filter(([, width]) => width !== 24)).toEqual([]);
  });

  it('marks new reports, where it shows what they say', () => {
    const annotations = dashboard.annotations.list ?? [];
    const exprs = annotations.map(({ expr = '' }) => interpolate(expr, variables, SOME_CHOICE));
    // Else it would mark every moment at which there is a report.
    for (const { useValueForTime } of annotations) expect(useValueForTime).toBe(true);
    expect(exprs).toHaveLength(board === 'exporter-health' ? 0 : 1);
    for (const expr of exprs) {
      expect(syntaxErrors(expr)).toEqual([]);
      expect(expr).toContain('aws_iam_credential_report_generated_timestamp_seconds');
    }
  });
});

it('names colours in one file only', async () => {
  const folder = new URL('../../../grafana/', import.meta.url);
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && file !== 'thresholds.ts',
  );
  const names = [...Object.values(COLOURS), 'yellow', '#[0-9a-f]{3,8}', 'rgba?\\(.*'].join('|');
  const found = [];
  for (const file of files) {
    const text = await readFile(new URL(file, folder), 'utf8');
    for (const [colour] of text.matchAll(new RegExp(`'(?:(?:dark|light|semi-dark|super-light)-)?(?:${names})'`, 'g'))) {
      found.push({ file, colour });
    }
  }
  expect(files.length).toBeGreaterThan(20);
  expect(found).toEqual([]);
});
