/** The pages about checks and exemptions, and about the id of a key. */
import { describe, expect, test } from '@jest/globals';
import { accessKeyIdOf } from '../support/access-key-ids.ts';
import { at, factState } from '../support/model-values.ts';
import { defaultPolicy } from '../support/policy.ts';
import { app } from './serve.ts';
import { site, STATES, textOf } from './site.ts';

describe('/exemptions', () => {
  const exemption = {
    name: 'break-glass',
    match: { users: [{ source: 'alice', test: (name: string) => name === 'alice' }] },
    reason: 'SEC-42, <b>key in the safe</b>',
    approvedBy: 'security board',
    expiry: at('2026-12-01T00:00:00Z'),
  };

  test('has the reason, who approved it, the end, and how many findings each covers', async () => {
    const policy = { ...defaultPolicy(), exemptions: [exemption] };
    const text = await textOf(await site({ policy }), '/exemptions');

    expect(text).toContain('<bdi>SEC-42, &lt;b>key in the safe&lt;/b></bdi>');
    expect(text).toContain('<bdi>security board</bdi>');
    expect(text).toMatch(/2026-12-01 00:00 UTC <span class="aside">\(in 8 days\)/);
    expect(text).toMatch(/data-title="Findings" class="number"><div>1</);
    expect(text).toContain('<a href="/findings?status=exempt">');
  });

  test('says what each covers, and names users only where the exporter does', async () => {
    const production = { source: 'production', test: (name: string) => name === 'production' };
    const all = { ...exemption, name: 'all', match: { accounts: [production] } };
    const policy = { ...defaultPolicy(), exemptions: [exemption, all] };
    const named = await textOf(await site({ policy }), '/exemptions');

    expect(named).toContain('Every account; users <bdi>alice</bdi>; every check');
    expect(named).toContain('Accounts <bdi>production</bdi>; every user; every check');
    expect(await textOf(await site({ policy, perUser: false }), '/exemptions')).toContain(
      'Every account; some users; every check',
    );
  });

  test('says that one has ended, and does not call one empty of which a report is missing', async () => {
    const ended = { ...exemption, expiry: at('2026-11-20T00:00:00Z') };
    const policy = { ...defaultPolicy(), exemptions: [ended] };
    const facts = [...STATES, factState({ accountName: 'new' })];
    const text = await textOf(await site({ policy, exporter: { facts } }), '/exemptions');

    expect(text).toContain('it covers nothing any more');
    expect(text).toContain('not known yet');
  });
});

describe('/keys', () => {
  test('says of an id which account it is of, and the command that asks AWS', async () => {
    const text = await textOf(await site(), `/keys?id=${accessKeyIdOf('111122223333', 'SUFFIX')}`);

    expect(text).toContain('Its id names the account 111122223333. It is ours: <a href="/accounts/production">');
    expect(text).toContain(`iam-credential-exporter whose ${accessKeyIdOf('111122223333', 'SUFFIX')}<`);
  });

  test('says that an account is foreign, or one of another shard', async () => {
    const members = [{ accountName: 'elsewhere', accountId: '000011112222', shard: 1 }];
    const server = await site({ exporter: { facts: STATES, members } });

    expect(await textOf(server, `/keys?id=${accessKeyIdOf('999988887777', 'SUFFIX')}`)).toContain(
      'does not know this account',
    );
    expect(await textOf(server, `/keys?id=${accessKeyIdOf('000011112222', 'SUFFIX')}`)).toContain(
      'another shard reads <bdi>elsewhere</bdi>',
    );
  });

  test('repeats nothing that is no id, as it may be a secret', async () => {
    const text = await textOf(await site(), '/keys?id=wJalrXUtnFEMI/K7MDENG', 400);

    expect(text).toContain('This is not the id of an access key');
    expect(text).not.toContain('wJalrXUtnFEMI');
  });
});

test('/config has what is in force', async () => {
  expect(await textOf(await site(), '/config')).toContain('<dt>credential-report</dt><dd>read every 4 h</dd>');
});

describe('/checks', () => {
  test('has what is on with its limit, and each check a page with its fix', async () => {
    const server = await site();

    expect(await textOf(server, '/checks')).toContain(
      '<a href="/checks/access-key-not-rotated">Access key not rotated</a>',
    );
    const text = await textOf(server, '/checks/access-key-not-rotated');
    expect(text).toContain('<dt>maxAgeDays</dt><dd>90</dd>');
    expect(text).toContain('aws iam create-access-key --user-name USER');
    expect(await textOf(server, '/checks/nothing', 404)).toContain('knows no check <bdi>nothing</bdi>');
  });

  test('says of none that nothing was found before somebody looked', async () => {
    expect(await textOf(app(), '/checks')).toContain('not judged yet');
  });

  test('says of how many accounts the sums are', async () => {
    const facts = [...STATES, factState({ accountName: 'new' })];
    const server = await site({ exporter: { facts } });

    expect(await textOf(server, '/checks')).toContain(
      '<td role="cell" data-title="Accounts judged" class="number"><div>2 of 3<',
    );
    expect(await textOf(server, '/checks/root-without-mfa')).toContain('<dt>Accounts judged</dt><dd>2 of 3</dd>');
  });
});
