import { ADDRESSES } from './addresses.ts';
import { page } from './parts/layout.tsx';
import { Name } from './parts/name.tsx';
import type { Site } from './site.ts';

/** What an old link leads to: an account that left, or a user that somebody deleted. */
export function notFoundPage(site: Site, what: keyof typeof WHY, name: string, account?: string): string {
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
          . {WHY[what]}
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
} as const;
