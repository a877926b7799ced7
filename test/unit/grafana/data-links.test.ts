/** Where a row leads, by Grafana's own library: a name may hold any character that AWS or the configuration allows. */
import { type DataFrame, FieldType, getLinksSupplier, type LinkModel, locationUtil, toDataFrame } from '@grafana/data';
import { expect, it } from '@jest/globals';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { DataLink } from '../../../grafana/links.ts';
import { boardPanels } from '../../support/grafana/boards.ts';
import '../../support/grafana/transform.ts';
import { override } from '../../support/grafana/table-columns.ts';

/**
 * Without the sanitizer behind it: from its version 7.0.2 on it decodes what a link has encoded, and the Grafana releases whose
 * dependency is pinned have an older one.
 */
locationUtil.initialize({
  config: { appSubUrl: '', disableSanitizeHtml: true } as never,
  getTimeRangeForUrl: () => ({ from: 'now-7d', to: 'now' }),
  getVariablesUrlParams: () => ({}),
});

const ROW: Readonly<Record<string, string>> = {
  title: 'Root was used',
  owner: 'R&D + ops #1',
  account_name: 'a & b / c',
  user: 'a+b=c@x',
  chosen_owner: 'R&D + ops #1',
  ou: 'ou-ab12-11111111',
  check: 'root-used',
  reason: 'throttled',
  runbook: 'AwsIamRootUsed',
  board: 'iam-credential-user',
  event: 'user_created',
  cloudtrail:
    'https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events?EventName=CreateUser',
  console: 'https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/users/details/a+b=c@x',
};

const expected: Readonly<Record<string, (url: URL) => unknown>> = {
  'Account board': ({ searchParams }) => expect(searchParams.get('var-account')).toBe(ROW.account_name),
  'User board: every credential, and what to do': ({ searchParams }) => {
    expect(searchParams.getAll('var-account')).toEqual([ROW.account_name]);
    expect(searchParams.getAll('var-user')).toEqual([ROW.user]);
  },
  'Show this user': ({ pathname, searchParams }) => {
    expect(pathname).toBe('/d/iam-credential-user');
    expect(searchParams.getAll('var-account')).toEqual([ROW.account_name]);
    expect(searchParams.getAll('var-user')).toEqual([ROW.user]);
  },
  'Runbook: what to do, step by step': ({ pathname }) =>
    expect(pathname).toMatch(/docs\/runbooks\/AwsIamRootUsed\.md$/),
  'What the reason means, and what to do': ({ pathname }) => expect(pathname).toMatch(/troubleshooting\.md$/),
  'Board of the user or the account: what to do': ({ pathname, searchParams }) => {
    expect(pathname).toBe(`/d/${ROW.board}`);
    expect(searchParams.getAll('var-account')).toEqual([ROW.account_name]);
    expect(searchParams.getAll('var-user')).toEqual([ROW.user]);
  },
  'Overview of this owner': ({ searchParams }) => {
    expect(searchParams.getAll('var-owner')).toEqual([ROW.chosen_owner]);
    expect(searchParams.get('var-accounts')).toBe('$__all');
    expect(searchParams.getAll('var-ou')).toEqual(['some-unit']);
  },
  'Overview of this organizational unit': ({ searchParams }) => {
    expect(searchParams.getAll('var-ou')).toEqual([ROW.ou]);
    expect(searchParams.get('var-accounts')).toBe('$__all');
    expect(searchParams.getAll('var-owner')).toEqual(['some-owner']);
  },
  'AWS console: security credentials': ({ href }) => expect(href).toBe(ROW.console),
  'CloudTrail console: who did it, and from where': ({ href }) => expect(href).toBe(ROW.cloudtrail),
  'What the check means, and how to fix it': ({ hash }) => expect(hash).toBe(`#${ROW.check}`),
};

/** By our reading of Grafana's variables: the library asks for uriencode where a link asks for nothing. */
const FORMATS: Readonly<Record<string, (text: string) => string>> = {
  percentencode: encodeURIComponent,
  uriencode: encodeURI,
  raw: (text) => text,
};

function replaceVariables(text: string, _: unknown, format: unknown): string {
  return text
    .replace('${datasource:queryparam}', 'var-datasource=some-prometheus')
    .replace('${ou:queryparam}', 'var-ou=some-unit')
    .replace('${owner:queryparam}', 'var-owner=some-owner')
    .replace('${__url_time_range}', 'from=now-3h&to=now-1h')
    .replaceAll(/\$\{__data\.fields\.(\w+)(?::(\w+))?\}/g, (found, field: string, own?: string) => {
      const encode = FORMATS[own ?? (typeof format === 'string' ? format : 'raw')];
      if (encode === undefined) throw new Error(`${found}: a format that this test does not know`);
      return encode(ROW[field] ?? '');
    });
}

const linked = boardPanels.flatMap(({ board, title, panel }) =>
  Object.keys(ROW).flatMap((field) => {
    const links = override(panel, field)?.find(({ id }) => id === 'links')?.value as DataLink[] | undefined;
    return (links ?? []).map((link) => ({ board, title, field, link: link.title, panel }));
  }),
);

function linkOf(panel: Panel, fieldName: string, title: string): LinkModel | undefined {
  const links = override(panel, fieldName)?.find(({ id }) => id === 'links')?.value as DataLink[];
  const frame: DataFrame = toDataFrame({
    fields: Object.entries(ROW).map(([name, value]) => ({
      name,
      type: FieldType.string,
      values: [value],
      config: name === fieldName ? { links } : {},
    })),
  });
  const field = frame.fields.find(({ name }) => name === fieldName);
  if (field === undefined) throw new Error(`no field ${fieldName}`);
  const models = getLinksSupplier(frame, field, {}, replaceVariables)({ valueRowIndex: 0 });
  return models.find((model) => model.title === title);
}

it('tries links of every kind', () => {
  expect([...new Set(linked.map(({ link }) => link))].sort()).toEqual(Object.keys(expected).sort());
});

it.each(linked)('$board: $title: $field: $link', ({ panel, field, link }) => {
  const { href = '' } = linkOf(panel, field, link) ?? {};
  const check = expected[link];
  if (check === undefined) throw new Error(`${link}: a link that this test does not know`);
  const url = new URL(href, 'https://grafana.example.com');
  check(url);
  if (url.hostname === 'grafana.example.com') carriesWhatWasChosen(url);
});

const panelLinks = boardPanels.flatMap(({ board, title, panel }) =>
  (panel.links ?? []).map(({ url = '' }) => ({ board, title, url })),
);

it.each(panelLinks)('the panel itself: $board: $title', ({ url }) => {
  carriesWhatWasChosen(new URL(replaceVariables(url, undefined, undefined), 'https://grafana.example.com'));
});

/** Else the other board would tell of another time or another Prometheus. */
function carriesWhatWasChosen({ searchParams }: URL): void {
  expect(searchParams.getAll('var-datasource')).toEqual(['some-prometheus']);
  expect(searchParams.getAll('from')).toEqual(['now-3h']);
  expect(searchParams.getAll('to')).toEqual(['now-1h']);
}
