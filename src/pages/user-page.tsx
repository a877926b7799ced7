/**
 * For the owner of three machines, who has one question: what do I do about my key. So the next step comes first, with its command. For the
 * auditor: what every check comes to, and why. For the on-call: whom to ask.
 */
import type { Html } from '../html/document.ts';
import { kindOf, type User } from '../model/facts/credential-report.ts';
import type { UserView } from '../views/user.ts';
import { accountAddress } from './addresses.ts';
import { Credentials } from './parts/credentials.tsx';
import { KIND_WORDS } from './parts/kind-words.ts';
import { page } from './parts/layout.tsx';
import { Day, Moment } from './parts/moment.tsx';
import { Name } from './parts/name.tsx';
import { NextSteps } from './parts/next-steps.tsx';
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

function mfaWords({ mfaActive }: User, isVirtual: boolean | undefined): string {
  if (mfaActive === undefined) return 'unknown';
  if (!mfaActive) return 'no device';
  return isVirtual === undefined ? 'yes' : isVirtual ? 'yes, an app' : 'yes, no app';
}
