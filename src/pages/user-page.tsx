/**
 * For the owner of three machines, who has one question: what do I do about my key. So the next step comes first, with its command. For the
 * auditor: what every check comes to, and why. For the on-call: whom to ask.
 */
import type { Children, Html } from '../html/document.ts';
import { kindOf, knownPasswordUse, type LastUsed, type User } from '../model/facts/credential-report.ts';
import { shellWord } from '../model/shell-word.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { KeyView, UserView } from '../views/user.ts';
import { accountAddress } from './addresses.ts';
import { type Column, DataTable } from './parts/data-table.tsx';
import { page } from './parts/layout.tsx';
import { Day, Moment } from './parts/moment.tsx';
import { Name } from './parts/name.tsx';
import { Outcomes } from './parts/outcomes.tsx';
import { Properties } from './parts/properties.tsx';
import type { Site } from './site.ts';

export function userPage(site: Site, view: UserView): string {
  const { account, name, judged } = view;
  return page({
    site,
    title: `User ${name}`,
    heading: (
      <>
        User <Name of={name} />
      </>
    ),
    children: (
      <>
        <p>
          In the account{' '}
          <a href={accountAddress(account.name)}>
            <Name of={account.name} />
          </a>{' '}
          <span class="aside">{account.accountId}</span>.{' '}
          {judged.assessment.facts.account.source === 'file'
            ? 'Of a report file of'
            : 'Of the report that AWS generated'}{' '}
          <Moment at={judged.reportTime} now={site.now} />.
        </p>
        {view.keys.length > 0 && <NextSteps view={view} />}
        <Outcomes of={view.outcomes} site={site} />
        {view.user === undefined ? (
          <p class="notice">The report has no row of this user, so that nothing else is known of it.</p>
        ) : (
          <Credentials view={view} user={view.user} site={site} />
        )}
        <About view={view} />
      </>
    ),
  });
}

function NextSteps({ view: { keys, name, account, judged } }: { readonly view: UserView }): Html {
  const isAsked = judged.assessment.facts.account.source === 'aws';
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">What to do about the access keys</h2>
      {keys.map(({ key: { slot }, step: { text, command } }) => (
        <>
          <h3>Access key {slot}</h3>
          <p>{text}</p>
          {command !== undefined && (
            <pre>
              <code>{command}</code>
            </pre>
          )}
        </>
      ))}
      <p class="aside">
        The report has no ids of keys.{' '}
        {isAsked && (
          <>
            The next command asks AWS, and prints the ids and the same steps with them. It needs the configuration of
            the exporter, FILE.
          </>
        )}
      </p>
      {isAsked && (
        <pre>
          <code>
            iam-credential-exporter keys --config.file=FILE --account {shellWord(account.name)} --user {shellWord(name)}
          </code>
        </pre>
      )}
    </section>
  );
}

/** A password, a key, a certificate or a credential of a service. */
interface Credential {
  readonly title: string;
  readonly state: string;
  readonly since: UnixSeconds | undefined;
  readonly lastUsed: Children;
}

function Credentials({
  view,
  user,
  site,
}: {
  readonly view: UserView;
  readonly user: User;
  readonly site: Site;
}): Html {
  const columns: readonly Column<Credential>[] = [
    { title: 'Credential', isHead: true, cell: ({ title }) => title },
    { title: 'State', cell: ({ state }) => state },
    { title: 'Made or changed', cell: ({ since }) => since !== undefined && <Moment at={since} now={site.now} /> },
    { title: 'Last used', cell: ({ lastUsed }) => lastUsed },
  ];
  return (
    <section aria-labelledby="credentials">
      <h2 id="credentials">Credentials</h2>
      <DataTable caption="Each credential of the user" columns={columns} rows={credentialsOf(view, user, site.now)} />
    </section>
  );
}

function credentialsOf(view: UserView, { password, signingCertificates }: User, now: UnixSeconds): Credential[] {
  const { enabled, lastChanged } = password;
  return [
    {
      title: 'Password',
      state: enabled === undefined ? 'unknown' : enabled ? 'enabled' : 'none',
      since: lastChanged,
      lastUsed: useWords(knownPasswordUse(password), now),
    },
    ...view.keys.map((each) => keyCredential(each, now)),
    ...(view.showsCertificates ? signingCertificates : []).map(({ slot, active, lastRotated }) => ({
      title: `Signing certificate ${slot}`,
      state: stateWords(active),
      since: lastRotated,
      lastUsed: undefined,
    })),
    ...view.serviceCredentials.map(({ service, slot, status, created }) => ({
      title: `${service} ${slot}`,
      state: status.toLowerCase(),
      since: created,
      lastUsed: undefined,
    })),
  ];
}

function keyCredential({ key }: KeyView, now: UnixSeconds): Credential {
  const { slot, active, lastRotated, lastUsed, lastUsedService, lastUsedRegion } = key;
  const place = [lastUsedService, lastUsedRegion].filter((word) => word !== undefined).join(', ');
  return {
    title: `Access key ${slot}`,
    state: stateWords(active),
    since: lastRotated,
    lastUsed: (
      <>
        {useWords(lastUsed, now)}
        {place !== '' && (
          <>
            {' '}
            for <Name of={place} />
          </>
        )}
      </>
    ),
  };
}

function stateWords(active: boolean | undefined): string {
  return active === undefined ? 'unknown' : active ? 'active' : 'inactive';
}

function useWords(use: LastUsed | undefined, now: UnixSeconds): Children {
  if (use === undefined) return undefined;
  return use === 'never' ? 'never' : <Moment at={use} now={now} />;
}

function About({ view: { account, judged, user, owner, hasVirtualMfa } }: { readonly view: UserView }): Html {
  return (
    <section aria-labelledby="about">
      <h2 id="about">The user</h2>
      <Properties
        of={[
          ['ARN', user && <Name of={user.arn} />],
          ['Kind', user && KIND_WORDS[kindOf(user)]],
          ['Created', user && <Day at={user.created} />],
          ['MFA', user && mfaWords(user, hasVirtualMfa)],
          ['Owner of the user', owner === undefined ? undefined : <Name of={owner} />],
          ['Owner of the account', judged.owner === '' ? undefined : <Name of={judged.owner} />],
          ['Account id', account.accountId],
          ['Cells of the report that cannot be read', user?.unreadableColumns?.join(', ')],
        ]}
      />
    </section>
  );
}

const KIND_WORDS = {
  root: 'root of the account',
  human: 'has a password',
  machine: 'has access keys, and no password',
  none: 'has neither a password nor an access key',
} as const;

function mfaWords({ mfaActive }: User, isVirtual: boolean | undefined): string {
  if (mfaActive === undefined) return 'unknown';
  if (!mfaActive) return 'no device';
  return isVirtual === undefined ? 'yes' : isVirtual ? 'yes, an app' : 'yes, no app';
}
