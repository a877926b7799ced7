/** The runbooks: one per alert, all alike, and nothing in them that cannot work. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import * as iam from '@aws-sdk/client-iam';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { guards } from '../../../alerts/guards.ts';
import { alertName } from '../../../alerts/rule.ts';
import { ruleGroups } from '../../../alerts/rules-file.ts';
import { BOARDS } from '../../../grafana/links.ts';
import { checks } from '../../../src/checks/catalogue.ts';
import type { Check } from '../../../src/checks/check.ts';
import { readCommandLine } from '../../../src/cli/command-line.ts';
import { readConfig } from '../../../src/config/load-config.ts';
import { levels } from '../../../src/metrics/catalogue.ts';
import { readMarkdownPage } from './markdown-page.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FOLDER = path.join(ROOT, 'docs/runbooks');

const SECTIONS = ['What it means', 'Is it urgent?', 'Look', 'Act', 'Verify', 'Exempt'];
const TOOLS = ['aws', 'kubectl', 'amtool', 'curl', 'docker', 'git', 'grep', 'head', 'sed', 'sort', 'mv', 'kill'];
/** Of the shell itself: `for region in $(...); do` around indented commands, its `done | sort`, and `[ -s FILE ] &&`. */
const SHELL = ['for', 'done', '['];
const OWN_PROGRAM = 'iam-credential-exporter';

const ofChecks = checks.filter(({ severity }) => severity !== 'info').map(({ id }) => alertName(id));
const alertNames = [...ofChecks, ...guards.map(({ alert }) => alert)];
const files = (await readdir(FOLDER)).filter((name) => name !== 'README.md').sort();
const runbooks = await Promise.all(
  files.map(async (file) => ({
    name: path.basename(file, '.md'),
    page: await readMarkdownPage(path.join(FOLDER, file)),
  })),
);
const checkOf = new Map(checks.map((check) => [alertName(check.id), check]));
const familyNames = new Set(levels.flatMap(({ families }) => families.map(({ name }) => name)));

test.each(alertNames)('%s has a runbook in docs/runbooks', (name) => {
  expect(runbooks.map((runbook) => runbook.name)).toContain(name);
});

test.each(runbooks)('$name is the name of an alert', ({ name }) => {
  expect(alertNames).toContain(name);
});

test('every alert links to its own', () => {
  const alerts = ruleGroups.flatMap(({ rules }) => rules).filter((rule) => 'alert' in rule);
  const wrong = alerts.filter(
    ({ alert, annotations }) => !annotations.runbook_url.endsWith(`/blob/main/docs/runbooks/${alert}.md`),
  );
  expect(wrong).toEqual([]);
});

/** Where to look: at the user, the account, or the exporter. */
function boardOf(name: string): string {
  const subject = checkOf.get(name)?.subject;
  if (subject === 'user') return `${BOARDS.user.uid}?var-account=ACCOUNT&var-user=USER`;
  if (subject !== undefined) return `${BOARDS.account.uid}?var-account=ACCOUNT`;
  return name.includes('Exemption') ? BOARDS.overview.uid : BOARDS['exporter-health'].uid;
}

describe.each(runbooks)('$name', ({ name, page }) => {
  const check = checkOf.get(name);
  const blocks = (language: string) => page.blocks.filter((block) => block.language === language);

  it('begins with its name, its severity and what raises it', () => {
    const raisedBy = check === undefined ? 'guard' : `check \`${check.id}\`${check.enabled ? '' : ', off by default'}`;
    const heading = `# ${name}\n\nSeverity ${severityOf(name)} · ${raisedBy} · board \`GRAFANA/d/${boardOf(name)}\`\n\n## `;
    expect(page.text).toContain(heading);
  });

  it('has the sections that all have', () => {
    expect(page.sections).toEqual(SECTIONS);
  });

  it('has links that lead somewhere', () => {
    expect(page.links.filter((link) => !existsSync(path.join(FOLDER, link)))).toEqual([]);
  });

  it('has code of known languages only', () => {
    expect(
      page.blocks.map(({ language }) => language).filter((language) => !['sh', 'promql', 'yaml'].includes(language)),
    ).toEqual([]);
  });

  it('has commands of tools that one has, and of the IAM that there is', () => {
    const commands = blocks('sh').flatMap(({ text }) => text.split('\n').map((line) => line.trim()));
    const programs = commands.flatMap((command) => command.split(' | ').map((part) => part.split(' ')[0]));
    expect(programs.filter((program) => ![...TOOLS, ...SHELL, OWN_PROGRAM, 'base64'].includes(program ?? ''))).toEqual(
      [],
    );
    const operations = commands.flatMap((command) => /^aws iam ([a-z-]+)/.exec(command)?.[1] ?? []);
    expect(operations.filter((operation) => !sdkHas(operation))).toEqual([]);
  });

  it('has commands of our own program that it takes', () => {
    const own = blocks('sh').flatMap(({ text }) =>
      text.split('\n').filter((line) => line.startsWith(`${OWN_PROGRAM} `)),
    );
    expect(own.filter((line) => ['exit', 'refused'].includes(taken(line)))).toEqual([]);
  });

  if (check !== undefined && beginsWithOwn(check)) {
    it('begins to look with our own program, which finds what there is in every region', () => {
      const [first] = page.blocks.filter(({ section }) => section === 'Look');
      expect(first?.text).toMatch(new RegExp(`^${OWN_PROGRAM} (activity|keys|whose) .*--account ACCOUNT`));
    });
  }

  // Those of macOS know no long options.
  it('has commands that macOS takes as well', () => {
    const commands = blocks('sh').flatMap(({ text }) => text.split('\n'));
    expect(commands.filter((command) => /(?:^|\| *)(?:head|sed|sort|mv) +--/.test(command))).toEqual([]);
  });

  it('finds the exporter under any name of the release', () => {
    expect(page.text).not.toMatch(/(?:deployment|service|pod)\/iam-credential-exporter/);
  });

  it('asks CloudTrail for root in every region', () => {
    const commands = blocks('sh').flatMap(({ text }) => text.split('\n'));
    const ofRoot = commands.filter((command) => /cloudtrail lookup-events.*AttributeValue=root/.test(command));
    expect(ofRoot.filter((command) => !command.includes('--region "$region"'))).toEqual([]);
  });

  // Where AWS has more than that, the text has a line `None` for it, which sorts before what is newest.
  it('asks for no number of items as text', () => {
    const commands = blocks('sh').flatMap(({ text }) => text.split('\n'));
    expect(commands.filter((command) => /--max-items.*--output text/.test(command))).toEqual([]);
  });

  it('has PromQL that parses, of metrics that there are', () => {
    const expressions = blocks('promql').flatMap(({ text }) => text.split('\n'));
    expect(expressions.filter((expression) => !parses(expression))).toEqual([]);
    const inText = [...page.text.matchAll(/\b(?:aws_iam|iam_credential_exporter)_[a-z_]+/g)].map(([metric]) => metric);
    expect(inText.filter((metric) => !familyNames.has(metric))).toEqual([]);
  });

  it('has configuration that the exporter takes', () => {
    const loaded = blocks('yaml').map(({ text }) => readConfig(text, name, '.'));
    expect(loaded.filter(({ ok }) => !ok)).toEqual([]);
  });

  it(check === undefined ? 'offers no exemption, and a silence instead' : 'offers an exemption from its check', () => {
    const last = page.blocks.filter(({ section }) => section === 'Exempt');
    const exempted = last.filter(({ language }) => language === 'yaml').flatMap(({ text }) => exemptedChecks(text));
    expect(exempted).toEqual(check === undefined ? [] : [check.id]);
    const silences = last.filter(
      ({ text }) => text.startsWith('amtool silence add') && text.includes(`alertname=${name}`),
    );
    expect(silences).toHaveLength(check === undefined ? 1 : 0);
  });
});

/** Of events, of root and of keys that are to be rotated. */
function beginsWithOwn({ id, needs = [] }: Check): boolean {
  return needs.includes('activity') || ['root-used', 'access-key-not-rotated', 'two-active-access-keys'].includes(id);
}

/** The command as our program reads the line. */
function taken(line: string): string {
  const silent = () => undefined;
  const args = line.split(' ').slice(1);
  return readCommandLine({ args, environment: {}, version: '', writeOut: silent, writeError: silent }).command;
}

function severityOf(name: string): string | undefined {
  return checkOf.get(name)?.severity ?? guards.find(({ alert }) => alert === name)?.labels?.severity;
}

function sdkHas(operation: string): boolean {
  // The SDK writes MFA in capitals, and SSH likewise.
  const commands = Object.keys(iam).map((name) => name.toLowerCase());
  return commands.includes(`${operation.replaceAll('-', '')}command`);
}

function parses(expression: string): boolean {
  let good = true;
  parser.parse(expression).iterate({
    enter: ({ type }) => {
      good &&= !type.isError;
    },
  });
  return good;
}

function exemptedChecks(yaml: string): string[] {
  const { exemptions = [] } = parse(yaml) as { exemptions?: { checks: string[] }[] };
  return exemptions.flatMap(({ checks }) => checks);
}
