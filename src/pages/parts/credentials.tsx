import type { Children, Html } from '../../html/document.ts';
import { knownPasswordUse, type LastUsed, type User } from '../../model/facts/credential-report.ts';
import type { UnixSeconds } from '../../model/time.ts';
import type { KeyView, UserView } from '../../views/user.ts';
import type { Site } from '../site.ts';
import { type Column, DataTable } from './data-table.tsx';
import { Moment } from './moment.tsx';
import { Name } from './name.tsx';

/** A password, a key, a certificate or a credential of a service. */
interface Credential {
  readonly title: string;
  readonly state: string;
  readonly since: UnixSeconds | undefined;
  readonly lastUsed: Children;
}

/** Every credential of one user: how it stands, and when it was last used. */
export function Credentials({
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
