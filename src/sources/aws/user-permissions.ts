/** Which policies a user has, by itself and by its groups: their names only. */
import {
  type AttachedPolicy as AttachedPolicyAnswer,
  type IAMClient,
  ListAttachedGroupPoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupPoliciesCommand,
  ListGroupsForUserCommand,
  ListUserPoliciesCommand,
} from '@aws-sdk/client-iam';
import type { AttachedPolicy } from '../../model/user-permissions.ts';
import { isNoSuchEntity } from './aws-failure.ts';
import { orNone } from './no-such-thing.ts';
import { incomplete, type Page, pagesOf } from './pages.ts';
import { patiently, type Waiting } from './patience.ts';

/** undefined: there is no such user or group. Throws RefreshFailure, or the signal's reason. */
type Listing<Item> = (name: string, signal: AbortSignal) => Promise<readonly Item[] | undefined>;

export interface PolicySource {
  readonly attached: Listing<AttachedPolicy>;
  readonly inline: Listing<string>;
}

export interface UserPermissionsSource {
  readonly ofUser: PolicySource;
  readonly groupsOf: Listing<string>;
  readonly ofGroup: PolicySource;
}

/** Source: IAM API reference, ListAttachedUserPolicies and the four others. */
export function createUserPermissionsSource(client: IAMClient, waiting: Waiting): UserPermissionsSource {
  /** The items of every page: a part must not pass for the whole. */
  const listing =
    <Answer extends Page, Item>(
      ask: (name: string, marker: { readonly Marker?: string }, signal: AbortSignal) => Promise<Answer>,
      itemsOf: (page: Answer) => readonly Item[],
    ): Listing<Item> =>
    (name, signal) => {
      const read = async (): Promise<readonly Item[]> => {
        const items: Item[] = [];
        for await (const page of pagesOf((marker) => patiently(() => ask(name, marker, signal), waiting, signal))) {
          items.push(...itemsOf(page));
        }
        return items;
      };
      return orNone(read(), isNoSuchEntity);
    };
  return {
    ofUser: {
      attached: listing(
        (UserName, marker, abortSignal) =>
          client.send(new ListAttachedUserPoliciesCommand({ UserName, ...marker }), { abortSignal }),
        ({ AttachedPolicies = [] }) => AttachedPolicies.map(attachedPolicy),
      ),
      inline: listing(
        (UserName, marker, abortSignal) =>
          client.send(new ListUserPoliciesCommand({ UserName, ...marker }), { abortSignal }),
        ({ PolicyNames = [] }) => PolicyNames,
      ),
    },
    groupsOf: listing(
      (UserName, marker, abortSignal) =>
        client.send(new ListGroupsForUserCommand({ UserName, ...marker }), { abortSignal }),
      ({ Groups = [] }) =>
        Groups.map(({ GroupName }) => {
          if (GroupName === undefined) throw incomplete('a group');
          return GroupName;
        }),
    ),
    ofGroup: {
      attached: listing(
        (GroupName, marker, abortSignal) =>
          client.send(new ListAttachedGroupPoliciesCommand({ GroupName, ...marker }), { abortSignal }),
        ({ AttachedPolicies = [] }) => AttachedPolicies.map(attachedPolicy),
      ),
      inline: listing(
        (GroupName, marker, abortSignal) =>
          client.send(new ListGroupPoliciesCommand({ GroupName, ...marker }), { abortSignal }),
        ({ PolicyNames = [] }) => PolicyNames,
      ),
    },
  };
}

function attachedPolicy({ PolicyName: name, PolicyArn: arn }: AttachedPolicyAnswer): AttachedPolicy {
  if (name === undefined || arn === undefined) throw incomplete('a policy');
  return { name, arn };
}
