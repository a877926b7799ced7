/** The tags of an account, as the organization has them. Source: Organizations API reference, ListTagsForResource. */
import { ListTagsForResourceCommand, type OrganizationsClient } from '@aws-sdk/client-organizations';
import { askOrganization } from './ask-organization.ts';
import type { Waiting } from './patience.ts';
import { tokenPages } from './token-pages.ts';

export type AccountTags = ReadonlyMap<string, string>;

/** @param turn is waited for before each request. */
export function createTagsQuestion(
  client: OrganizationsClient,
  waiting: Waiting,
  turn: (signal: AbortSignal) => Promise<void>,
): (accountId: string, signal: AbortSignal) => Promise<AccountTags> {
  return async (ResourceId, signal) => {
    const ask = (NextToken: string | undefined) =>
      askOrganization(
        'organizations:ListTagsForResource',
        async () => {
          await turn(signal);
          signal.throwIfAborted();
          return client.send(new ListTagsForResourceCommand({ ResourceId, NextToken }), { abortSignal: signal });
        },
        waiting,
        signal,
      );
    const tags = new Map<string, string>();
    const pages = tokenPages(ask, ({ Tags, NextToken }) => ({ token: NextToken, saysNothing: Tags === undefined }));
    for await (const { Tags = [] } of pages) for (const { Key = '', Value = '' } of Tags) tags.set(Key, Value);
    return tags;
  };
}
