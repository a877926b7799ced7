/** docs/checks.md, from the declarations of the checks. */
import { checks } from '../../src/checks/catalogue.ts';
import {
  type Check,
  CIS_VERSIONS,
  type ControlText,
  factsOf,
  type FixStep,
  NO_GRACE,
  numbersOf,
} from '../../src/checks/check.ts';
import { CONTROLS, shortNumbers } from '../../src/checks/controls.ts';
import { lineToEnable } from '../../src/config/facts-schema.ts';
import { markdownTable } from './markdown-table.ts';

/** Read by a test as a configuration, so that it stays a good one. */
export const POLICY_EXAMPLE = `facts:
  activity: { enabled: true }
policy:
  checks:
    access-key-not-rotated: { maxAgeDays: 180 }
    user-without-mfa: { enabled: true }
    access-key-created-for-other: { expectedMakers: ["terraform-.*", "AWSReservedSSO_admin_.*"] }
  overrides:
    - match: { kind: machine }
      checks: { access-key-not-rotated: { maxAgeDays: 365 } }
    - match: { accounts: ["sandbox-.*"], users: ["test-.*"] }
      checks: { password-unused: { enabled: false } }
exemptions:
  - name: break-glass
    users: [break-glass]
    checks: [console-user-without-mfa, password-unused]
    reason: SEC-42, key in the safe
    expires: 2027-03-31
`;

const HEAD = `# Checks

A check looks at each user of a report, at root, or at the account. Its result is a pass, an open finding, or _unknown_. Each open finding is a series of
\`aws_iam_finding\`. \`aws_iam_check_findings\` counts the findings that are open, exempt or unknown. Checks of severity critical and warning
have an [alert](alerts.md) and a [runbook](runbooks/README.md). Only boards show checks of severity info.

- **Unknown is neither a pass nor a finding.** If AWS did not give a value that the check needs, the exporter counts the result with
  \`status="unknown"\`, and an alert says so.
- **Root has checks of its own**: checks whose id begins with \`root-\` look only at root. Checks whose id begins with \`password-policy-\`,
  and \`trail-stopped\`, look at the account, and their findings have an empty \`user\`. All others look only at the other users.
- **Some checks need a fact beyond the report**, such as the policies of users. They say nothing until the configuration turns that fact on.
  If the exporter cannot read the fact, their results are unknown.
- **Checks of events look at what CloudTrail recorded**, some minutes after it happened. Their findings end by themselves when \`withinHours\` have passed. That
  mends nothing. The hours count up to the moment up to which the exporter has read the events: while it cannot read them, no such finding begins or ends.
  They also find users who are newer than the report.
- **Days are whole days**, rounded down. "Older than 90 days" begins on day 91, "idle for 45 days" on day 45.
- **Idle time counts from the latest of last used and last changed or rotated**, so that a credential that came into use again
  yesterday is not judged by a use of two years ago. The CIS benchmark, read strictly, looks only at the last use.
- **The facts are as old as the report**: a fix shows with the next report, up to four hours later. Idle time, recent use, recent creation
  and missing MFA are judged at the moment when AWS generated the report. So an old report without a successor neither forgets a use of
  root nor makes every key unused. The age of an access key or a password is judged now.
- **Other facts are judged at the moment when AWS gave them.** The result is unknown for a user who was created after that. The age of a
  service-specific credential is judged now.
- **The clock cannot make anything young.** If the exporter's clock is behind the report, the exporter judges at the time of the report.
  What is recent by the one and old by the other, such as a use of root, is unknown.
- **A column that the report lacks** makes the result of each check that needs it unknown, for each user. A report without a row for root
  makes each check of root unknown, whether AWS or a file gave it. If a file has no such row on purpose, turn these checks off with an
  override for \`kind: root\`. \`additional_credentials_info\` is an exception: AWS documents this column and does not give it yet. Without it
  \`additional-credentials\` has no result at all.
`;

const POLICY = `## Setting limits

\`\`\`yaml
${POLICY_EXAMPLE}\`\`\`

- \`policy.checks\` has the values for every user. A check has the same severity for all users.
- \`policy.overrides\` has other values for some users: by account (name or id), by user, by kind (\`human\` has a password, \`machine\` has
  only access keys, \`none\` has neither, \`root\`). For each user and check, the first override that matches the user and names the check
  counts.
- \`exemptions\` accept findings until a day. The exporter counts these findings with \`status="exempt"\`, and no alert fires for them. After
  that day they are open again. One alert fires two weeks before the end of an exemption, another one when an exemption covers nothing.
- Patterns are regular expressions as in Prometheus ([RE2](https://github.com/google/re2/wiki/Syntax)), for whole names, as written in upper
  and lower case. A dot or a plus in a name is special: \`users: ['ci\\+deploy@example\\.com']\`. No name can make a pattern slow. In return
  a pattern cannot look ahead or behind, nor refer back to a group.
- The name of an exemption is a label. It is on /metrics even with \`metrics.perUser: false\`.
- If the policy lowers a check to \`info\`, its alert never fires. If the policy raises a check that is declared \`info\`, the check still has
  no alert. A warning at the start says so in both cases. [Configuration](configuration.md#policychecks) lists the keys.

\`iam-credential-exporter check\` applies the same policy once and prints the open findings. Its exit code can stop a pipeline:

\`\`\`sh
iam-credential-exporter check --config.file=config.yaml --fail-on warning
iam-credential-exporter check credential-report.csv --output json
\`\`\`

[check](check.md) lists its options and exit codes. [Deployment](deployment.md#commands) says how to call it in a checkout, a container or
a pod.

## All checks
`;

export function checksPage(): string {
  return [HEAD, POLICY, overview(), ...checks.map(section), unassessed()].join('\n\n');
}

const UNASSESSED = `## Controls that no check assesses

Of the section "Identity and Access Management" of the CIS benchmark, of the controls of Security Hub whose id begins with IAM (without IAM.20, which AWS has retired),
and of those that a check names as a reference:
`;

function unassessed(): string {
  const rows = CONTROLS.filter(({ coverage }) => coverage === 'not assessed').map(
    ({ title, cis, securityHub, differences }) => [
      title,
      ...CIS_VERSIONS.map((version) => cis?.[version] ?? ''),
      securityHub ?? '',
      differences.map((difference) => `${difference}.`).join(' '),
    ],
  );
  return [UNASSESSED, markdownTable(['Control', ...VERSION_HEADS, 'Security Hub', 'Why not'], rows)].join('\n');
}

function overview(): string {
  const rows = checks.map((check) => [
    `[${check.id}](#${check.id})`,
    check.severity,
    [onOrOff(check), ...numbersOf(check).map(([, number]) => number.default)].join(', '),
    ...CIS_VERSIONS.map((version) => check.cis?.[version] ?? ''),
    check.securityHub ?? '',
  ]);
  return markdownTable(['Check', 'Severity', 'Default', ...VERSION_HEADS, 'Security Hub'], rows);
}

const VERSION_HEADS = CIS_VERSIONS.map((version) => `CIS ${version === '1.4' ? '1.4 – 4.0' : version}`);

function section(check: Check): string {
  return [
    `## ${check.id}`,
    `**${check.title}.** Open when ${check.openWhen}.`,
    `Why it matters: ${check.why}`,
    facts(check),
    `To fix it:`,
    check.fix.map(step).join('\n'),
    `To accept it for a while:`,
    `\`\`\`yaml\nexemptions:\n  - { name: NAME, ${EXEMPTED[check.subject]}, checks: [${check.id}], reason: REASON, expires: YEAR-MONTH-DAY }\n\`\`\``,
  ].join('\n\n');
}

function onOrOff(check: Check): string {
  if (!check.enabled) return 'off';
  const { length } = check.needsOneOf ?? [];
  if (length > 1) return 'on with one of its facts';
  return factsOf(check).length === 0 ? 'on' : 'on with its fact';
}

const EXEMPTED: Readonly<Record<Check['subject'], string>> = {
  user: "users: ['USER']",
  root: "users: ['<root_account>']",
  account: "accounts: ['ACCOUNT']",
};

function facts(check: Check): string {
  const parameters = numbersOf(check).map(
    ([name, { default: value, help }]) => `Parameter \`${name}\`: ${help}. Default ${value}.`,
  );
  return [
    `Severity ${check.severity}, ${onOrOff(check)} by default.`,
    ...parameters,
    ...Object.entries(check.patterns ?? {}).map(
      ([name, { help }]) => `Parameter \`${name}\`: ${help}. Not set by default.`,
    ),
    ...(check.columns.length > 0 ? [`Reads ${check.columns.map((column) => `\`${column}\``).join(', ')}.`] : []),
    ...(check.needs ?? []).map((fact) => `Needs the fact \`${fact}\`: \`${lineToEnable({ id: fact })}\`.`),
    ...(check.needsOneOf === undefined
      ? []
      : [
          `Needs one of the facts ${check.needsOneOf.map((fact) => `\`${fact}\`: \`${lineToEnable({ id: fact })}\``).join(', or ')}.`,
        ]),
    `Source: ${sources(check).join('; ')}.`,
    ...(check.controls ?? []).map(control),
  ]
    .map((line) => `- ${line}`)
    .join('\n');
}

/** What the control asks for, by which values of its own, and what the check leaves out. */
function control({ title, values = {}, difference, numbers }: ControlText): string {
  const own = Object.entries(values).map(
    ([name, value]) => `\`${name}\` ${value === NO_GRACE ? 'none' : String(value)}`,
  );
  return [
    `Control${numbers === undefined ? '' : ` (${shortNumbers(numbers).join(', ')})`}: ${title}${own.length === 0 ? '' : `, with ${own.join(' and ')}`}.`,
    difference === undefined ? 'Covered.' : `Partly covered: ${difference}.`,
  ].join(' ');
}

function sources({ cis, securityHub, documentation }: Check): string[] {
  const controls = CIS_VERSIONS.flatMap((version) => {
    const control = cis?.[version];
    return control === undefined ? [] : [`${control} (${version === '1.4' ? '1.4 to 4.0' : version})`];
  });
  return [
    ...(controls.length > 0 ? [`CIS AWS Foundations Benchmark ${controls.join(', ')}`] : []),
    ...(securityHub === undefined ? [] : [`AWS Security Hub ${securityHub}`]),
    `[AWS](${documentation})`,
  ];
}

function step({ text, command }: FixStep, index: number): string {
  const item = `${index + 1}. ${text}`;
  return command === undefined ? item : `${item}\n\n   \`\`\`sh\n   ${command}\n   \`\`\`\n`;
}
