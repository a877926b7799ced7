/** docs/checks.md, from the declarations of the checks. */
import { checks } from '../../src/checks/catalogue.ts';
import { type Check, CIS_VERSIONS, type FixStep, numbersOf } from '../../src/checks/check.ts';
import { lineToEnable } from '../../src/config/facts-schema.ts';
import { markdownTable } from './markdown-table.ts';

/** Read by a test as a configuration, so that it stays a good one. */
export const POLICY_EXAMPLE = `policy:
  checks:
    access-key-not-rotated: { maxAgeDays: 180 }
    user-without-mfa: { enabled: true }
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

A check looks at each user of a report and says _open_, or nothing, or that it cannot tell. An open finding is a series of
\`aws_iam_finding\`; how many there are, and how many are exempt or unknown, is \`aws_iam_check_findings\`. Checks of severity critical and
warning have an [alert](alerts.md) and a [runbook](runbooks/README.md); those of severity info are for boards.

- **Unknown is neither a pass nor a finding.** Where AWS did not give what it takes to tell, the finding is counted with
  \`status="unknown"\`, and an alert says so.
- **Root is apart**: the checks whose id begins with \`root-\` look at root alone, all others at users alone.
- **Days are whole days**, rounded down. "Older than 90 days" begins on day 91, "idle for 45 days" on day 45.
- **Idle time counts from the latest of last used and last changed or rotated**, so that a credential that came into use again
  yesterday is not held to a use of two years ago. Strict CIS looks at last use alone.
- **The facts are as old as the report**: a fix shows with the next one, up to four hours later. What only a report can tell (idle for how
  long, used or made lately, signed in, without MFA) is judged at the moment it was generated, so that a report that no newer one
  follows neither forgets a use of root nor makes every key unused. The age of an access key and of a password is judged now.
- **A column that AWS left out** is unknown where the check asks for it. Certificates, the expiry of passwords and
  \`additional_credentials_info\` are the exception: a report without those columns is not judged by them.
`;

const POLICY = `## Setting limits

\`\`\`yaml
${POLICY_EXAMPLE}\`\`\`

- \`policy.checks\` says what holds for everybody. The severity is one for all users of a check.
- \`policy.overrides\` says what holds for some instead: by account (name or id), by user, by kind (\`human\` has a password, \`machine\` has
  only access keys, \`none\` has neither, \`root\`). For each check of a user, the first override counts that matches the user and names the
  check.
- \`exemptions\` accept findings until a day. They are counted with \`status="exempt"\`, raise nothing, and come back when the day has passed.
  An alert tells two weeks before, and another one tells of an exemption that covers nothing.
- Patterns are regular expressions as in JavaScript, for whole names, as written in upper and lower case. A dot or a plus in a name is
  special: \`users: ['ci\\+deploy@example\\.com']\`. They are trusted: one that takes for ever makes the exporter wait for ever.
- The name of an exemption is a label, and leaves the exporter even with \`metrics.perUser: false\`.
- A check that the policy lowers to \`info\` has no alert any more, and a check that is declared \`info\` gets none by being raised; a warning
  at the start says so. [Configuration](configuration.md#policychecks) lists the keys.

\`iam-credential-exporter check\` holds the same policy once and prints what is open, so that a pipeline can be stopped by it:

\`\`\`sh
iam-credential-exporter check --config.file=config.yaml --fail-on warning
iam-credential-exporter check --report-file=credential-report.csv --output json
\`\`\`

[Configuration](configuration.md#check) has its exit codes, and [deployment](deployment.md#commands) how to call it in a checkout, a container or a pod.

## All checks
`;

export function checksPage(): string {
  return [HEAD, POLICY, overview(), ...checks.map(section)].join('\n\n');
}

function overview(): string {
  const rows = checks.map((check) => [
    `[${check.id}](#${check.id})`,
    check.severity,
    [check.enabled ? 'on' : 'off', ...numbersOf(check).map(([, number]) => number.default)].join(', '),
    ...CIS_VERSIONS.map((version) => check.cis?.[version] ?? ''),
    check.securityHub ?? '',
  ]);
  const versions = CIS_VERSIONS.map((version) => `CIS ${version === '1.4' ? '1.4 – 4.0' : version}`);
  return markdownTable(['Check', 'Severity', 'Default', ...versions, 'Security Hub'], rows);
}

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
    `Severity ${check.severity}, ${check.enabled ? 'on' : 'off'} by default.`,
    ...parameters,
    ...(check.columns.length > 0 ? [`Reads ${check.columns.map((column) => `\`${column}\``).join(', ')}.`] : []),
    ...(check.needs ?? []).map((fact) => `Needs the fact \`${fact}\`: \`${lineToEnable({ id: fact })}\`.`),
    `Source: ${sources(check).join('; ')}.`,
  ]
    .map((line) => `- ${line}`)
    .join('\n');
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
