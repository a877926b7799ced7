import type { IAMClient } from '@aws-sdk/client-iam';
import type { FactSource } from '../../model/fact-source.ts';
import type { UserTags } from '../../model/facts/user-details.ts';
import type { Waiting } from './patience.ts';
import { userDetails } from './authorization-details.ts';

/** The tags of every user. */
export function createUserTagsSource(client: IAMClient, waiting: Waiting): FactSource<UserTags> {
  return {
    async fetch({ signal }) {
      const tags = new Map<string, ReadonlyMap<string, string>>();
      for await (const { UserName, Tags = [] } of userDetails(client, waiting, signal)) {
        if (UserName !== undefined) tags.set(UserName, new Map(Tags.map(({ Key = '', Value = '' }) => [Key, Value])));
      }
      return tags;
    },
  };
}
