import { accountAddress, ADDRESSES } from './addresses.ts';
import { page } from './parts/layout.tsx';
import { Name } from './parts/name.tsx';
import type { Site } from './site.ts';

/** What an old link leads to: an account that left, or a user that somebody deleted. */
export function notFoundPage(site: Site, what: Exclude<keyof typeof WHY, 'skipped'>, name: string): string {
  return notFound(site, what, name, WHY[what]);
}

/** @param hasSkippedRows whether a row of the report could not be read, which may be the user's. */
export function userNotFoundPage(site: Site, name: string, account: string, hasSkippedRows: boolean): string {
  return notFound(site, 'user', name, hasSkippedRows ? WHY.skipped : WHY.user, account);
}

/** Nobody knows yet which users an account has. */
export function notReadPage(site: Site, account: string): string {
  return page({
    site,
    title: 'Not read yet',
    children: (
      <>
        <p>
          The exporter has not read the account <Name of={account} /> yet.
        </p>
        <p>
          <a href={accountAddress(account)}>What the exporter reads of it</a>
        </p>
      </>
    ),
  });
}

function notFound(site: Site, what: string, name: string, why: string, account?: string): string {
  return page({
    site,
    title: `No such ${what}`,
    children: (
      <>
        <p>
          The exporter knows no {what} <Name of={name} />
          {account !== undefined && (
            <>
              {' '}
              of the account <Name of={account} />
            </>
          )}
          . {why}
        </p>
        <p>
          <a href={ADDRESSES.accounts}>All accounts</a>
        </p>
      </>
    ),
  });
}

const WHY = {
  account: 'It may have another name, may have left the configuration or the organization, or another shard reads it.',
  check: 'The page of all checks names those that there are.',
  user: 'It may have been deleted, or AWS has not made a report since it was created.',
  skipped:
    'It may have been deleted, AWS has not made a report since it was created, or its row could not be read: the log has the lines.',
} as const;
