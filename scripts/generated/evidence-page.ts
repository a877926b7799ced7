/** docs/evidence.md: the `evidence` command, from its options and from the values that it writes. */
import type { OutcomeReason } from '../../src/checks/outcomes.ts';
import { EVIDENCE_ACCOUNT_FIELDS } from '../../src/cli/evidence-account-fields.ts';
import { CONTROL_FIELDS } from '../../src/cli/evidence-control-fields.ts';
import { EVIDENCE_EXIT_CODES } from '../../src/cli/evidence-exit-codes.ts';
import { MANIFEST_ACCOUNT_FIELDS, MANIFEST_FIELDS } from '../../src/cli/evidence-manifest.ts';
import { EVIDENCE_OPTIONS } from '../../src/cli/evidence-options.ts';
import { OUTCOME_FIELDS } from '../../src/cli/evidence-outcome-fields.ts';
import { MOST_SHOWN } from '../../src/evidence/account-summary.ts';
import { exitCodeTable, fieldTable, optionTable } from './command-tables.ts';
import { markdownTable } from './markdown-table.ts';

const HEAD = `# evidence

\`iam-credential-exporter evidence --output FOLDER\` (in a checkout \`node dist/main.js evidence\`) writes a folder for an auditor: the credential
report of each account byte for byte as AWS gave it, the outcome of every check for every user, the policy and its exemptions, and checksums.
[Evidence for an audit](guides/evidence.md) says how an engineer makes it each month, and how an auditor reads it.

\`\`\`sh
iam-credential-exporter evidence --config.file=config.yaml --output evidence-2026-12
iam-credential-exporter evidence --config.file=config.yaml --output payments --owner payments
iam-credential-exporter evidence --output one-account --report-file credential-report.csv
\`\`\`

It reads the accounts itself, as [\`check\`](check.md) does, and knows nothing of a running exporter. It needs the permissions that the facts of the
configuration need, which \`iam-policy\` prints, and no other: asking AWS for the caller's identity needs no permission. Of an organization it asks for the list of
accounts, and for tags if the configuration needs them.
`;

const FILTERS = `The filters also take regular expressions for the whole name, as [those of \`check\`](check.md#filters) do. manifest.json names the filters, so that
nobody takes the evidence of one account for that of all.`;

const FOLDER = `## The folder

| File | what it has |
| --- | --- |
| \`index.html\` | one page to read and to print: the accounts, the controls, the worst ${MOST_SHOWN} open findings of each account, the exemptions, what was not read, and the limits |
| \`accounts.csv\` | every account that the filters choose, in or out, and why |
| \`controls.csv\` | every control with the outcome in each account, and the controls that no check assesses |
| \`manifest.json\` | the version, the policy and the exemptions in force, who asked AWS, and the time and checksum of each report |
| \`accounts/ID/credential-report.csv\` | the report, byte for byte |
| \`accounts/ID/outcomes.csv\` | a row for each user, check and access key |
| \`SHA256SUMS\` | the checksums of all other files. \`sha256sum -c SHA256SUMS\` checks them |

- **The folder must be new or empty.** The program makes it with mode 0700, and its files with mode 0600: they are full of names.
- **SHA256SUMS comes last.** A folder without it is not whole: the program was interrupted, or the disk was full.
- **Each account's folder is named after its id**, which the report has. No name of an account, whatever characters it has, is part of a path.
- **A second run over the same facts writes the same bytes**, apart from the time at which the evidence was made, in \`manifest.json\` and \`index.html\`. Ages grow by a day each
  day, and checks of events end, so that runs of different days differ in those too.
- **Cells that a spreadsheet would calculate begin with an apostrophe** in the files of the program: those that begin with \`=\`, \`+\`, \`-\` or \`@\`. The report itself is as AWS gave it:
  open it as text.
- **The memory does not grow with the number of accounts**: the program holds at most \`concurrency\` accounts at a time. A row for each user and check makes
  about 3 MB for 1,000 users.
`;

const COLUMNS = `## By the policy and by the control

Each row of \`outcomes.csv\` has the outcome twice. \`by_policy\` is what the exporter says: the policy of the configuration with its limits, overrides and exemptions. What is \`open\`
there is a finding of \`check\` and of \`aws_iam_finding\`. \`by_control\` is judged by the control's own text and limit: without days of grace, override or exemption, and
also where the policy turns the check off. [Checks](checks.md) lists the controls of each check.

- \`covered\`: by these limits the check is what the control asks for.
- \`partly covered\`: the check leaves something out, which \`controls.csv\` and [Checks](checks.md) say in a sentence. A pass is no proof that the control passes.
- \`not assessed\`: no check assesses the control, or the exporter does not read what its checks need. \`by_policy\` says it too where the exporter does not read what the check needs.
`;

const REASONS: Readonly<Record<OutcomeReason, string>> = {
  off: 'Not applicable: the policy has turned the check off for this user.',
  'not asked':
    'Not assessed: the exporter does not read what the check needs in this account. A report file has nothing but the report.',
  'not given': 'Not assessed: AWS does not give the column of the report that the check needs yet.',
  'nothing to judge': 'Not applicable: the user has no such credential, or the check leaves this account alone.',
  unread: 'Unknown: what the check needs was not read yet. The command does not write it.',
  failed: 'Unknown: a fact that the check needs could not be read, or the report lacks its column.',
  'not in report': 'Unknown: the report has no row of root, or the user is newer than the report.',
  'not said': 'Unknown: AWS did not give a value that the check needs, or its cell cannot be read.',
};

export function evidencePage(): string {
  const reasons = Object.entries(REASONS).map(([reason, means]) => [`\`${reason}\``, means]);
  return [
    HEAD,
    '## Options',
    optionTable(EVIDENCE_OPTIONS),
    FILTERS,
    FOLDER,
    COLUMNS,
    '## outcomes.csv',
    fieldTable(OUTCOME_FIELDS),
    '`why` and `control_why` say:',
    markdownTable(['Why', 'means'], reasons),
    '## controls.csv',
    fieldTable(CONTROL_FIELDS),
    '## accounts.csv',
    'The columns of [`accounts`](accounts.md#what-it-prints), and those of the evidence. `from` is `configuration` for a report of `--report-file` too.',
    fieldTable(EVIDENCE_ACCOUNT_FIELDS),
    '## manifest.json',
    '[evidence-manifest.schema.json](evidence-manifest.schema.json) is its JSON schema.',
    fieldTable(MANIFEST_FIELDS),
    'Each of `accounts` has:',
    fieldTable(MANIFEST_ACCOUNT_FIELDS),
    '## Exit codes',
    exitCodeTable(EVIDENCE_EXIT_CODES),
  ].join('\n\n');
}
