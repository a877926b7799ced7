/** The picture of the README: what `check` prints of the sample sandbox, as a terminal shows it. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type CheckResult, judge } from '../../src/commands/judge.ts';
import { toLoadedConfig } from '../../src/config/load-config.ts';
import { type Severity, SEVERITIES } from '../../src/model/finding.ts';
import { parseReport } from '../../src/report/parse-report.ts';
import { ROOT } from './files.ts';

const CONFIG = 'examples/compose/exporter.yaml';
const ACCOUNT = 'sample-sandbox';
/** The day after the sample was made, so that the picture stays as it is. */
const NOW = Date.parse('2026-11-23T08:00:00Z') / 1000;

const CHARACTER_WIDTH = 8.4;
const LINE_HEIGHT = 20;
const MARGIN = 20;
const COLOURS: Readonly<Record<Severity, string>> = { critical: '#ff7b72', warning: '#e3b341', info: '#79c0ff' };

export async function checkPicture(): Promise<string> {
  const prompt = `$ iam-credential-exporter check --config.file=${CONFIG.split('/').at(-1) ?? ''} --account ${ACCOUNT}`;
  const { out, error } = await checked();
  const [table = ''] = out.split('\n\n');
  const lines = [prompt, '', ...table.split('\n'), '', error.trimEnd().split('\n').at(-1) ?? ''];
  const width = Math.ceil(Math.max(...lines.map(({ length }) => length)) * CHARACTER_WIDTH) + 2 * MARGIN;
  const height = lines.length * LINE_HEIGHT + 2 * MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="The open findings of an account, as the command check prints them">
  <rect width="${width}" height="${height}" rx="8" fill="#0d1117" />
  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">
${lines.flatMap(textLine).join('\n')}
  </g>
</svg>
`;
}

async function checked(): Promise<CheckResult> {
  const file = fileURLToPath(new URL(CONFIG, ROOT));
  const loaded = toLoadedConfig(file, { ok: true, text: await readFile(file, 'utf8') });
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  const account = loaded.config.accounts.find(({ name }) => name === ACCOUNT);
  if (account?.source !== 'file') throw new Error(`${CONFIG} has no report file of ${ACCOUNT}`);
  const value = await parseReport(await readFile(account.reportFile));
  const facts = { 'credential-report': { value, asOf: NOW, gatheredAt: NOW } };
  const gathered = { account, facts: { account, facts, missing: {}, refreshInterval: 0 }, failures: [] };
  return judge([gathered], {
    policy: loaded.config.policy,
    output: 'table',
    summary: false,
    failOn: undefined,
    users: undefined,
    severities: [],
    unread: [],
    all: false,
    now: NOW,
  });
}

function textLine(line: string, index: number): string[] {
  if (line === '') return [];
  const severity = SEVERITIES.find((each) => line.startsWith(each));
  const fill = severity === undefined ? '' : ` fill="${COLOURS[severity]}"`;
  const y = MARGIN + (index + 0.75) * LINE_HEIGHT;
  // The width is said too: the reader's font may have another one.
  const length = (line.length * CHARACTER_WIDTH).toFixed(1);
  const at = `x="${MARGIN}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs"`;
  return [`    <text ${at}${fill}>${escaped(line)}</text>`];
}

/** With spaces that stay: browsers do not agree on `xml:space`. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(' ', '&#160;');
}
