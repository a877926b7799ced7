/** docs/api.md: the API, from the declarations of its resources. */
import { documentFields } from '../../src/api/answer.ts';
import { ACCESS_KEY_FIELDS, CERTIFICATE_FIELDS } from '../../src/api/credentials.ts';
import { PROBLEM_FIELDS } from '../../src/api/problem.ts';
import type { Resource } from '../../src/api/resource.ts';
import { pathOf, RESOURCES } from '../../src/api/resources.ts';
import { LIMIT, MOST_VALUES, PAGE, type Parameter } from '../../src/views/query.ts';
import { fieldTable } from './command-tables.ts';
import { markdownTable } from './markdown-table.ts';

const HEAD = `# API

The exporter answers programs as JSON: the same findings, accounts, users and checks as on its pages, with the same filters. It only reads. No
request makes the exporter call AWS: each answer shows what \`/metrics\` shows at that moment. What \`metrics.perUser: false\` or \`metrics.exclude\` keeps
from \`/metrics\` is in no answer either.

[openapi.json](openapi.json) describes the API as OpenAPI 3.1. A running exporter serves the description of its own version at \`/api/v1/openapi.json\`.

| Address | Answers |
| --- | --- |
${RESOURCES.map((resource) => `| [\`${pathOf(resource)}\`](#${resource.name}) | ${resource.summary} |`).join('\n')}

With \`--shard\` each exporter answers for its own accounts.
`;

const EXAMPLES = `## Examples

Count the open findings of a team:

\`\`\`sh
curl --silent --fail 'http://localhost:10063/api/v1/findings?owner=payments&limit=1' | jq .total
\`\`\`

List the critical ones, one a line:

\`\`\`sh
curl --silent --fail 'http://localhost:10063/api/v1/findings?severity=critical' |
  jq --raw-output '.items[] | [.account_name, .user, .check, .days] | @tsv'
\`\`\`

Take all users, page after page:

\`\`\`sh
server=http://localhost:10063
next='/api/v1/users?limit=${LIMIT.whole.most}'
while [ -n "$next" ]; do
  page=$(curl --silent --show-error --fail "$server$next") || exit 1
  printf '%s' "$page" | jq --compact-output '.items[]'
  next=$(printf '%s' "$page" | jq --raw-output '.next // empty')
done
\`\`\`

Stop a deployment while something critical is open, or while the exporter does not know:

\`\`\`sh
curl --silent --show-error --fail 'http://localhost:10063/api/v1/findings?severity=critical' |
  jq --exit-status '.complete and .total == 0'
\`\`\`

An account, a fact or a row that could not be read makes \`complete\` false, and so does an outcome that is unknown, such as that of a report without a row of root.
\`/api/v1/accounts\` then has the failures, the skipped rows and the unknown outcomes of each account, and \`/api/v1/checks?severity=critical\` the unknown outcomes of each check.

If the exporter asks for a login, put name and password into a file that only you can read, and not onto the command line, where other users of the
machine see it. \`~/.netrc\` has a line for each server:

\`\`\`text
machine exporter.example.com login reader password ...
\`\`\`

\`\`\`sh
curl --silent --fail --netrc 'https://exporter.example.com/api/v1/accounts' | jq '.items[] | {account_name, open}'
\`\`\`
`;

const QUERIES = `## Queries

\`account\`, \`owner\`, \`user\` and \`check\` take a name or a regular expression for the whole name, as [the filters of \`check\`](check.md#filters) do. A filter may
be given up to ${MOST_VALUES} times: then one of its values has to match. A \`+\` in an address means a space, so that a name with a \`+\` is written with
\`%2B\`, as \`curl --get --data-urlencode\` does. A regular expression
must not be [too large](deployment.md#its-bounds), as one with counts within counts can be. A parameter that does not exist and a value that cannot be used are [errors](#errors), an empty one too.

A page has ${LIMIT.whole.default} entries, or as many as \`${LIMIT.name}\` says, up to ${LIMIT.whole.most}. Ask for the pages by \`next\`, or by \`${PAGE.name}\`. Where \`time\` of two pages is not the same, the
exporter has judged in between, and an entry may be on both or on neither: begin again if that matters.
`;

const CACHING = `## The same answer again

Each answer has an \`ETag\`. Send it back as \`If-None-Match\`, and the exporter answers \`304\` without a body as long as the answer is the same. The tag changes with
each assessment, which the exporter makes when a report arrives and at least once a minute, since \`time\` is a part of the answer. A client may keep an answer, but
has to ask before it uses it again (\`Cache-Control: private, no-cache\`). The exporter compresses answers for clients that send \`Accept-Encoding: gzip\`.
`;

const ERRORS = `## Errors

An error is \`application/problem+json\` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)), with these keys:

${fieldTable(PROBLEM_FIELDS)}

| Status | means |
| --- | --- |
| 400 | the query cannot be used; \`errors\` has every problem |
| 401 | the exporter asks for a login; this answer has no JSON |
| 404 | the API has no such address |
| 405 | the API only reads: \`GET\` and \`HEAD\` |
| 500 | a fault of the exporter, which its log describes |
| 503 | too many clients read an answer at the moment |
`;

export function apiPage(): string {
  return [
    HEAD,
    EXAMPLES,
    QUERIES,
    '## Answers',
    fieldTable(documentFields({})),
    'A value that AWS did not give is absent, and never 0 or empty.',
    ...RESOURCES.flatMap(resourceSection),
    CACHING,
    ERRORS,
  ].join('\n\n');
}

function resourceSection(resource: Resource): string[] {
  const { name, description, parameters, fields } = resource;
  return [
    `## ${name}`,
    `\`GET ${pathOf(resource)}\`. ${description}`,
    parameterTable(parameters),
    `Each of \`items\`:`,
    fieldTable(fields),
    ...(name === 'users'
      ? [
          'Each of `access_keys`:',
          fieldTable(ACCESS_KEY_FIELDS),
          'Each of `signing_certificates`:',
          fieldTable(CERTIFICATE_FIELDS),
        ]
      : []),
  ];
}

function parameterTable(parameters: readonly Parameter[]): string {
  const rows = parameters.map(({ name, description, choices = [], whole, many }) => [
    `\`${name}\``,
    [
      description,
      ...(choices.length > 0 ? [`One of ${choices.map((choice) => `\`${choice}\``).join(', ')}.`] : []),
      ...(whole === undefined ? [] : [`From 1 to ${whole.most}; ${whole.default} without it.`]),
      ...(many === true ? ['May be given several times.'] : []),
    ].join(' '),
  ]);
  return markdownTable(['Parameter', 'Meaning'], rows);
}
