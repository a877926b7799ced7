/** What holds for every board as a whole. The names that end in -rule are those of Grafana's own dashboard linter. */
import { describe, expect, it } from '@jest/globals';
import { VariableType } from '@grafana/grafana-foundation-sdk/dashboard';
import { readdir, readFile } from 'node:fs/promises';
import { COLOURS, RAMP } from '../../../grafana/thresholds.ts';
import { boards, panelsOf } from '../../support/grafana/boards.ts';
import { interpolate, SOME_CHOICE } from '../../support/grafana/interpolate.ts';
import { syntaxErrors } from '../../../alerts/promql.ts';
import { expressionOfVariable } from '../../support/grafana/used-families.ts';

const UNITS = ['ou', 'as_of', 'ou_ids'];
const HELD = ['account_id', 'away'];
const VARIABLES = {
  overview: ['datasource', ...UNITS, 'owner', 'accounts', 'limit', ...HELD, 'shown_findings', 'shown_accounts'],
  account: ['datasource', ...UNITS, 'owner', 'account', 'limit', ...HELD, 'shown_findings', 'shown_users'],
  user: ['datasource', ...UNITS, 'owner', 'account', ...HELD, 'user', 'limit', 'shown_users'],
  'access-keys': ['datasource', ...UNITS, 'owner', 'accounts', ...HELD, 'users', 'limit', 'shown_keys'],
  activity: ['datasource', ...UNITS, 'owner', 'accounts', 'limit', ...HELD, 'shown_regions', 'shown_events'],
  'exporter-health': ['datasource', 'job', 'instance', 'limit', 'shown_facts'],
};
const ORDER = ['Status', 'What to do', 'Is it getting better', 'Evidence'];

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
    const { name, label = '', query, refresh, datasource } = variable;
    expect({ refresh, datasource }).toEqual({ refresh: 2, datasource: { type: 'prometheus', uid: '${datasource}' } });
    expect(label.toLowerCase().replace(' ', '_')).toBe(name);
    expect(syntaxErrors(interpolate(expressionOfVariable(query), variables, SOME_CHOICE))).toEqual([]);
  });

  // Grafana escapes for a regular expression only what may be several.
  it('matches by a pattern what may be several, and as it is what is one', () => {
    const text = JSON.stringify(dashboard);
    for (const { name, multi } of queryVariables) {
      const asPattern = text.includes(String.raw`=~\"$${name}\"`);
      const asItIs = text.includes(String.raw`=\"$${name}\"`);
      const asList = text.includes(String.raw`=~\"$` + String.raw`{${name}:pipe}\"`);
      if (multi === true)
        expect({ name, asPattern: asPattern || asList, asItIs }).toMatchObject({ asPattern: true, asItIs: false });
      else expect({ name, asPattern, asList }).toEqual({ name, asPattern: false, asList: false });
    }
  });

  it('is of one account or user, or of several, and the variables are called so', () => {
    const several = queryVariables.filter(({ includeAll, hide }) => includeAll === true && hide === undefined);
    for (const { name } of several) expect(name).not.toMatch(/^(account|user)$/);
    for (const { name, multi, includeAll } of queryVariables.filter((variable) =>
      /^(account|user)$/.test(variable.name),
    ))
      expect({ name, multi, includeAll }).toEqual({ name, multi: false, includeAll: false });
  });

  it('template-job-rule and template-instance-rule', () => {
    for (const { name, allValue, includeAll } of queryVariables) {
      if (name === 'job' || name === 'instance')
        expect({ allValue, includeAll }).toEqual({ allValue: '.+', includeAll: true });
    }
  });

  it.each(['owner', 'ou'])('shows accounts without an %s with all the others', (name) => {
    const variable = queryVariables.find((found) => found.name === name);
    expect(variable?.allValue).toBe(board === 'exporter-health' ? undefined : '.*');
  });

  it('offers the accounts of the chosen owner and units, and every owner and unit', () => {
    const asked = (name: RegExp) => JSON.stringify(queryVariables.find((variable) => name.test(variable.name))?.query);
    if (board === 'exporter-health') return;
    expect(asked(/^accounts?$/)).toContain('$owner');
    expect(asked(/^accounts?$/)).toContain('${ou_ids:pipe}');
    expect(asked(/^(owner|ou)$/)).not.toMatch(/\$/);
  });

  it('knows the accounts of which there is a history while nothing is scraped', () => {
    const ids = queryVariables.find(({ name }) => name === 'account_id');
    if (ids !== undefined) expect(JSON.stringify(ids.query)).toMatch(/ or on \(\) .*last_over_time/);
  });

  it('leads to every board from one drop-down, at its time and with its choices', () => {
    expect(dashboard.links).toEqual([
      expect.objectContaining({
        type: 'dashboards',
        asDropdown: true,
        includeVars: true,
        keepTime: true,
        tags: ['iam-credential-exporter'],
      }),
    ]);
    expect(dashboard.tags).toContain('iam-credential-exporter');
  });

  it('has a title that needs no folder and does not repeat one', () => {
    expect(dashboard.title).toMatch(/^IAM [a-z ]+$/);
  });

  it('says how it stands, then what to do, whether it gets better, and why one may believe it', () => {
    const rows = (dashboard.panels ?? []).filter(({ type }) => type === 'row');
    expect(rows.slice(0, ORDER.length).map(({ title = '' }) => title.replace(/:.*/, ''))).toEqual(ORDER);
    // What follows is for some readers, and closed at first.
    const more = rows.slice(ORDER.length);
    expect(more.filter((row) => !('collapsed' in row && row.collapsed))).toEqual([]);
  });

  it('begins with a line about the exporter, the moment and the reports', () => {
    const [first, ...others] = panelsOf(dashboard).slice(0, 4);
    expect(first?.title).toBe(board === 'exporter-health' ? 'Scrape' : 'Exporter');
    expect(others.map(({ title }) => title)).toEqual(['As of', 'Reports fresh', 'Oldest report']);
  });

  it('hides no link in a menu', () => expect(JSON.stringify(dashboard)).not.toContain('inControlsMenu'));

  it('has panels with numbers of their own', () => {
    const rows = (dashboard.panels ?? []).filter(({ type }) => type === 'row');
    const ids = [...rows, ...panelsOf(dashboard)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(undefined);
  });

  it('has panels with titles of their own', () => {
    const titles = panelsOf(dashboard).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('fills its width without one panel over another', () => {
    const taken = new Map<string, number>();
    const rows = new Map<number, number>();
    const headings = (dashboard.panels ?? []).filter(({ type }) => type === 'row');
    for (const { gridPos = { x: 0, y: 0, w: 0, h: 0 } } of [...headings, ...panelsOf(dashboard)]) {
      const { x, y, w, h } = gridPos;
      rows.set(y, (rows.get(y) ?? 0) + w);
      for (let column = x; column < x + w; column++)
        for (let line = y; line < y + h; line++)
          taken.set(`${column},${line}`, (taken.get(`${column},${line}`) ?? 0) + 1);
    }
    expect([...taken].filter(([, panels]) => panels > 1)).toEqual([]);
    expect([...rows].filter(([, width]) => width !== 24)).toEqual([]);
  });

  const annotations = dashboard.annotations.list ?? [];

  it.each(annotations)('marks what can be asked: $name', ({ expr = '' }) => {
    expect(syntaxErrors(interpolate(expr, variables, SOME_CHOICE))).toEqual([]);
  });

  // Dozens of lines hide the graph.
  it('marks only events that are rare, until a reader wants more', () => {
    const shown = annotations.filter(({ enable }) => enable).map(({ name }) => name);
    const ofUser = board === 'user' ? ['Findings opened', 'Findings ended'] : [];
    const ofAccounts = board === 'exporter-health' ? [] : ['Account lost'];
    expect(shown).toEqual([...ofAccounts, 'Configuration loaded', ...ofUser]);
  });

  it('marks a moment once', () => {
    // Else it would mark each point at which there is a report.
    const moments = annotations.filter(({ expr = '' }) => expr.includes('_timestamp_seconds'));
    for (const { name, useValueForTime } of moments)
      expect({ name, useValueForTime }).toEqual({ name, useValueForTime: true });
  });
});

it('names colours in one file only', async () => {
  const folder = new URL('../../../grafana/', import.meta.url);
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && file !== 'thresholds.ts',
  );
  const names = [...Object.values(COLOURS), ...RAMP, '#[0-9a-f]{3,8}', 'rgba?\\(.*'].join('|');
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
