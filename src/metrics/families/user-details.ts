import { isQuarantine } from '../../model/quarantine.ts';
import type { FactName } from '../../model/facts/catalogue.ts';
import type { Family, Level } from '../family.ts';
import { knownOf, shownUsers, USER_LABELS, type UserSubject, type World } from '../world.ts';

export interface UserDetailsSubject extends UserSubject {
  /** Key of the tag that says who owns a user. */
  readonly ownerTag: string;
}

/** What the further facts say of one user of the report. Each family is absent where its fact is. */
export const userDetailsFamilies: readonly Family<UserDetailsSubject>[] = [
  {
    name: 'aws_iam_mfa_device_info',
    type: 'gauge',
    help: 'Always 1. mfa_kind is virtual (the user has a virtual MFA device, such as an app on a phone) or other (MFA is active, with a device that is not virtual).',
    labels: ['mfa_kind'],
    absent: 'without the fact `user-details.mfa`, for a user without MFA, and for a user who is newer than the fact',
    example: 'aws_iam_mfa_device_info{user="<root_account>",mfa_kind="virtual"}',
    read: (subject) => info(mfaKindOf(subject)),
  },
  {
    name: 'aws_iam_user_quarantined',
    type: 'gauge',
    help: '1 if the user has a policy whose name begins with AWSCompromisedKeyQuarantine, else 0. AWS attaches it to a user whose access key it has found in public.',
    labels: [],
    absent: 'without the fact `user-details.policies`, for root, and for a user who is newer than the fact',
    example: 'aws_iam_user_quarantined == 1',
    read: (subject) => {
      const policies = knownOf(subject, 'user-details.policies')?.get(subject.user.name);
      return policies && Number([...policies.attached, ...policies.inline].some(isQuarantine));
    },
  },
  {
    name: 'aws_iam_user_owner_info',
    type: 'gauge',
    help: 'Always 1. user_owner is the value of the tag of the user whose key the configuration gives as ownerTag, at most 100 characters of it.',
    labels: ['user_owner'],
    absent:
      'without the fact `user-details.tags`, for root, for a user without such a tag or with an empty one, and for a user who is newer than the fact',
    example: 'aws_iam_finding * on (account_id, user) group_left (user_owner) aws_iam_user_owner_info',
    read: (subject) => info(ownerOf(subject)),
  },
];

function info(label: string | undefined) {
  return label === undefined ? undefined : [{ labels: [label], value: 1 }];
}

function mfaKindOf(subject: UserSubject): 'virtual' | 'other' | undefined {
  const devices = knownOf(subject, 'user-details.mfa');
  if (devices?.virtual.has(subject.user.name) === true) return 'virtual';
  return devices !== undefined && subject.user.mfaActive === true ? 'other' : undefined;
}

/** IAM holds keys of tags that differ in case only to be the same. Source: IAM user guide, "Tags for IAM resources". */
function ownerOf(subject: UserDetailsSubject): string | undefined {
  const key = subject.ownerTag.toLowerCase();
  const tags = knownOf(subject, 'user-details.tags')?.get(subject.user.name) ?? [];
  const [, value = ''] = [...tags].find(([name]) => name.toLowerCase() === key) ?? [];
  const owner = asLabel(value);
  return owner === '' ? undefined : owner;
}

const LONGEST_LABEL = 100;

/** The value of a tag is free text. */
function asLabel(text: string): string {
  const visible = text.replaceAll(/\p{Cc}/gu, '').trim();
  return Array.from(visible).slice(0, LONGEST_LABEL).join('');
}

export const userDetailsLevel: Level<World, UserDetailsSubject> = {
  name: 'user details',
  introduction:
    'One series per user of the report, of three facts that the exporter reads once the configuration [turns them on](configuration.md#configuration-file): `user-details.mfa`, `user-details.policies` and `user-details.tags`.',
  labels: USER_LABELS,
  families: userDetailsFamilies,
  *select(world) {
    const { ownerTag } = world;
    for (const subject of shownUsers(world)) if (hasDetails(subject)) yield { ...subject, ownerTag };
  },
};

const DETAILS: readonly FactName[] = ['user-details.mfa', 'user-details.policies', 'user-details.tags'];

function hasDetails({ facts }: UserSubject): boolean {
  return DETAILS.some((name) => facts[name] !== undefined);
}
