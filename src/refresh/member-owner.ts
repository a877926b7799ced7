/** Who owns an account: findings are routed to it. */
import type { Account } from '../model/account.ts';
import type { OwnerOrigin } from '../model/members.ts';
import type { OrganizationSettings } from '../model/organization-settings.ts';
import { withoutControls } from './member-names.ts';
import { isTagKnown, type KnownTags } from './selection.ts';

/** Characters of a tag's value, which may have 256. */
const LONGEST_OWNER = 100;

interface Owner {
  readonly owner: string;
  readonly from: OwnerOrigin;
}

/**
 * The entry says it, then the tag, and then what all accounts have.
 *
 * @param listed the entry of the configuration, where it has the account.
 */
export function ownerOf(
  listed: Account | undefined,
  known: KnownTags | undefined,
  { ownerTag, owner: usual }: Pick<OrganizationSettings, 'ownerTag' | 'owner'>,
): Owner {
  if (listed !== undefined && listed.unsaid?.includes('owner') !== true) return { owner: listed.owner, from: 'entry' };
  if (known !== undefined && ownerTag !== undefined) {
    const tagged = valueOf(known.tags, ownerTag);
    if (tagged !== undefined && tagged !== '') return { owner: tagged, from: 'tag' };
    // Whether a tag would have named another owner nobody knows.
    if (!isTagKnown(known, ownerTag)) return { owner: usual, from: 'refused' };
  }
  return { owner: usual, from: usual === '' ? 'none' : 'defaults' };
}

/** As written, then in upper or lower case, as for the tags of users. */
function valueOf(tags: KnownTags['tags'], key: string): string | undefined {
  const folded = key.toLowerCase();
  const value = tags.get(key) ?? [...tags].find(([name]) => name.toLowerCase() === folded)?.[1];
  return value === undefined ? undefined : Array.from(withoutControls(value)).slice(0, LONGEST_OWNER).join('').trim();
}
