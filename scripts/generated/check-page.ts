/** docs/check.md: the `check` command, from its options and from the values that it prints. */
import { ACCOUNT_FIELDS, COUNT_FIELDS, DOCUMENT_FIELDS } from '../../src/cli/check-fields.ts';
import { CHECK_EXIT_CODES } from '../../src/cli/check-exit-codes.ts';
import { CHECK_OPTIONS } from '../../src/cli/check-options.ts';
import type { Field } from '../../src/fields/field.ts';
import { FINDING_FIELDS } from '../../src/fields/finding-fields.ts';
import { WATCH_QUESTIONS } from '../../src/sources/aws/watch-questions.ts';
import { exitCodeTable, fieldTable, optionTable } from './command-tables.ts';

/** One request at least for each. */
const QUESTIONS = WATCH_QUESTIONS.length;

const HEAD = `# check

\`iam-credential-exporter check\` (in a checkout \`node dist/main.js check\`) reads each account once, applies the policy of the configuration and
prints the open findings, the worst first. With report files it needs no access to AWS:

\`\`\`sh
iam-credential-exporter check --config.file=config.yaml --fail-on warning
iam-credential-exporter check credential-report.csv
iam-credential-exporter check reports/ --summary
aws iam get-credential-report --query Content --output text | base64 --decode | iam-credential-exporter check -
\`\`\`

Standard output has the findings. Standard error has the progress, what could not be read, old reports, the age of the reports, the counts,
and how many findings each exemption covers. An exemption that is not named there covers nothing. If all configured accounts could be read, it
also names the patterns of overrides and exemptions that match no account or no user.

With the fact \`activity\` on, \`check\` reads the events of the last 24 hours first, or as far back as the longest \`withinHours\`. It asks the event
history ${QUESTIONS} questions in the home region, one a second, and then two in each other region: about half a minute, for one account or for dozens,
and longer where there are many events. A log group (\`source: logs\`) is read once for all accounts. In the event history of other regions than the home region,
\`check\` looks for no stopped trails: the exporter asks about them at its second look. Of report files \`check\` reads no events.
`;

const UNKNOWN = `If AWS says of a value that it does not know it (\`N/A\`), the result of a check that needs it is _unknown_. Standard error counts these results,
and they change no exit code. A cell whose text \`check\` cannot read makes the result unknown too, and then the exit code is 3.
`;

const REPORTS = `## Report files

A file that is given, with or without \`--report-file\`, is a credential report. \`check\` reads all of them, and then none of the configured
accounts. A folder stands for those of its files that end with \`.csv\`, hidden ones too. A gate must not pass on half of a folder: what else in it
may be a report, such as \`account.csv.txt\` or a folder that holds \`.csv\` files, makes the exit code 3. Standard error names these, and the other
files that are not hidden. What macOS hides beside a file (\`._account.csv\`) and what a ConfigMap hides (\`..data\`) are no reports. \`-\` is standard
input or a pipe, and such a report counts as of now.

An account is named after its file. If the configuration has an entry with the file as \`reportFile\`, or with a role in the account of the
report, it has the name and the owner of that entry, so that overrides and exemptions apply as they do in the exporter. Of two files of
one account the first one counts, and the exit code is 3.
`;

const FILTERS = `## Filters

\`--account\`, \`--owner\`, \`--user\` and \`--check\` take a name or a regular expression for the whole name. Each may be given several times, and
then one of the values has to match. \`check\` applies the filters before it counts, so that they decide the exit code too: with \`--owner
payments --fail-on warning\` a team has a gate of its own.

A filter never makes a gate pass by itself: if a value matches no account, owner or user, the exit code is 3. A check that does not exist or
is off, and a \`--fail-on\` that no chosen \`--severity\` can reach, are wrong flags.

A cell that cannot be read, a column or the row of root that a report lacks counts where a chosen check needs it of a chosen user. A row that
cannot be read always makes the exit code 3: nobody knows whose it is.
`;

const JSON_HEAD = `## JSON and CSV

\`--output json\` prints one object. [check-output.schema.json](check-output.schema.json) is its JSON Schema.
`;

const CSV = `\`--output csv\` prints the open findings with the columns ${columns(FINDING_FIELDS)}, and with \`--summary\` the counts. A name that a
spreadsheet would calculate has a quote before it.
`;

export function checkPage(): string {
  return [
    HEAD,
    '## Options',
    optionTable(CHECK_OPTIONS),
    'All [flags of the exporter](configuration.md#command-line) that are about the configuration and the log apply too.',
    '## Exit codes',
    exitCodeTable(CHECK_EXIT_CODES),
    UNKNOWN,
    REPORTS,
    FILTERS,
    JSON_HEAD,
    fieldTable(DOCUMENT_FIELDS),
    '### `accounts[]`',
    fieldTable(ACCOUNT_FIELDS),
    '### `findings[]`',
    fieldTable(FINDING_FIELDS),
    '### `counts[]`',
    fieldTable(COUNT_FIELDS),
    CSV,
  ].join('\n\n');
}

function columns<Of>(fields: readonly Field<Of>[]): string {
  const names = fields.filter(({ csv }) => csv).map(({ name }) => `\`${name}\``);
  return names.join(', ');
}
