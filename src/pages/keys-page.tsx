/**
 * For the on-call, who has the id of a key from a log or a repository: which account is it of, is that one of ours, and what to run next. The answer is
 * in the id itself, so that nobody learns of the question.
 */
import type { Html } from '../html/document.ts';
import type { KeyAccount } from '../views/key-account.ts';
import { accountAddress, ADDRESSES } from './addresses.ts';
import { page } from './parts/layout.tsx';
import { Name } from './parts/name.tsx';
import type { Site } from './site.ts';

/** A text that is no id is not repeated: it may be the secret of a key. undefined: nothing was asked. */
export type KeyAnswer = { readonly found: KeyAccount } | 'no id' | undefined;

export function keysPage(site: Site, answer: KeyAnswer): string {
  const given = typeof answer === 'object' ? answer.found.key.id : '';
  return page({
    site,
    title: 'Keys',
    current: ADDRESSES.keys,
    children: (
      <>
        {answer === 'no id' && (
          <p class="problem" role="alert">
            This is not the id of an access key: write one that begins with AKIA or ASIA, and never its secret.
          </p>
        )}
        <form method="get" action={ADDRESSES.keys} role="search" aria-label="Access key">
          <p class="field">
            <label for="key-id">Id of an access key</label>
            <input
              type="text"
              id="key-id"
              name="id"
              value={given}
              autocomplete="off"
              spellcheck={false}
              autocapitalize="characters"
              aria-describedby="key-hint"
            />
          </p>
          <p class="hint" id="key-hint">
            It begins with AKIA or ASIA. The exporter answers from the id, and asks AWS nothing.
          </p>
          <p class="actions">
            <button type="submit">Look</button>
          </p>
        </form>
        {typeof answer === 'object' && <Answer of={answer.found} />}
      </>
    ),
  });
}

function Answer({ of: { key, accountName, isRead } }: { readonly of: KeyAccount }): Html {
  const { id, kind, accountHint } = key;
  const subject =
    kind === 'session' ? 'A key of a session, which ends by itself' : 'A long-term key of a user, or of root';
  return (
    <>
      <p>
        {subject}.{' '}
        {accountHint === undefined ? 'Its id names no account.' : `Its id names the account ${accountHint}. `}
        {accountHint !== undefined && <Standing accountName={accountName} isRead={isRead} />}
      </p>
      <p>
        A key that is older than 2019 may name another account than its own. This command asks AWS whose it is, and what
        to do next:
      </p>
      <pre>
        <code>iam-credential-exporter whose {id}</code>
      </pre>
      <p>If it has leaked, this one prints how to contain it:</p>
      <pre>
        <code>iam-credential-exporter whose --leaked {id}</code>
      </pre>
    </>
  );
}

function Standing({
  accountName,
  isRead,
}: {
  readonly accountName: string | undefined;
  readonly isRead: boolean;
}): Html {
  if (accountName === undefined) return <strong>The exporter does not know this account.</strong>;
  if (!isRead) {
    return (
      <>
        It is ours: another shard reads <Name of={accountName} />.
      </>
    );
  }
  return (
    <>
      It is ours:{' '}
      <a href={accountAddress(accountName)}>
        <Name of={accountName} />
      </a>
      .
    </>
  );
}
