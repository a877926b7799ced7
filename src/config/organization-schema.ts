/** `organization` of the configuration file: where the exporter finds the accounts by itself. */
import { z } from 'zod';
import { organizationFact } from '../model/facts/organization.ts';
import type { OrganizationSettings, Selector } from '../model/organization-settings.ts';
import { accountId, externalId, roleArn, roleName } from './account-schema.ts';
import { formatDuration, parseDuration } from './duration.ts';
import { duration, EVEN_IF_INVALID, hasUnknownKey, line, mapping, text } from './fields.ts';
import { type Entry, isEntry } from './uniqueness.ts';

/** Of the root, or of a unit. Source: Organizations API reference, ListParents. */
const UNIT_ID = /^(?:r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/;
const SUCH_SELECTORS = 'must be { ou: ... }, { account: ... } or { tag: { key: ..., value: ... } }';

const selector = z
  .strictObject(
    {
      ou: text('ou-ab12-11111111')
        .regex(UNIT_ID, 'must be the id of a unit or of the root, such as "ou-ab12-11111111"')
        .optional()
        .meta({ description: 'Id of a unit, with all units below it, or of the root.' }),
      account: accountId.optional().meta({ description: 'Id of an account, in quotes.' }),
      tag: z
        .strictObject(
          { key: line('env'), value: line('sandbox') },
          mapping('a tag, as in { key: env, value: sandbox }'),
        )
        .optional()
        .meta({ description: 'A tag of the account, by key and value as AWS has them.' }),
    },
    mapping('a mapping with ou, account or tag, as in { ou: ou-ab12-11111111 }'),
  )
  .superRefine(rejectOtherThanOne, EVEN_IF_INVALID);

const selectors = z.array(selector, 'must be a list, such as [{ ou: ou-ab12-11111111 }]').default([]);

export const organization = z
  .strictObject(
    {
      roleName: roleName.meta({
        description: 'Name of the role in each account. Without it that of `accountDefaults`.',
      }),
      externalId: externalId.meta({
        description:
          'External id that the trust policies of these roles require. Without it that of `accountDefaults`.',
      }),
      ownerTag: line('team').optional().meta({
        description:
          'Key of the tag of an account that says who owns it, in upper or lower case. Needs `organizations:ListTagsForResource`.',
      }),
      include: selectors.meta({
        description: 'Accounts to read: those that one of these matches. Without it all of them.',
      }),
      exclude: selectors.meta({ description: 'Accounts to leave out: those that one of these matches.' }),
      interval: duration('15m', '1d', formatDuration(organizationFact.leastInterval))
        .default(formatDuration(organizationFact.interval))
        .meta({
          description: `How old the list of accounts may get. At least ${formatDuration(organizationFact.leastInterval)}.`,
        }),
      roleArn: roleArn.meta({
        description:
          'Role by which the exporter asks the organization. Without it the exporter asks with its own credentials: those of the management account, of a delegated administrator, or of an account that the delegation policy names.',
      }),
      roleExternalId: externalId.meta({ description: 'External id that the trust policy of `roleArn` requires.' }),
    },
    mapping('a mapping of keys, such as roleName: iam-credential-exporter'),
  )
  .superRefine(rejectExternalIdAlone, EVEN_IF_INVALID)
  .optional();

type OrganizationFile = NonNullable<z.output<typeof organization>>;

/** @param defaults those of `accountDefaults`. */
export function toOrganization(
  file: OrganizationFile,
  defaults: {
    readonly roleName?: string | undefined;
    readonly externalId?: string | undefined;
    readonly owner?: string | undefined;
    readonly region?: string | undefined;
  },
): OrganizationSettings {
  const {
    roleName = defaults.roleName ?? '',
    externalId = defaults.externalId,
    ownerTag,
    interval,
    roleArn,
    roleExternalId,
  } = file;
  return {
    roleName,
    ...(externalId !== undefined && { externalId }),
    ...(defaults.region !== undefined && { region: defaults.region }),
    owner: defaults.owner ?? '',
    ...(ownerTag !== undefined && { ownerTag }),
    include: file.include as readonly Selector[],
    exclude: file.exclude as readonly Selector[],
    interval: parseDuration(interval),
    reader: {
      source: 'aws',
      name: '',
      owner: '',
      ...(roleArn !== undefined && { roleArn }),
      ...(roleExternalId !== undefined && { externalId: roleExternalId }),
      ...(defaults.region !== undefined && { region: defaults.region }),
    },
  };
}

function rejectOtherThanOne(entry: unknown, context: z.core.$RefinementCtx): void {
  if (!isEntry(entry) || hasUnknownKey(context.issues)) return;
  const keys = ['ou', 'account', 'tag'].filter((key) => entry[key] !== undefined);
  if (keys.length !== 1) context.addIssue({ code: 'custom', path: [], message: SUCH_SELECTORS });
}

function rejectExternalIdAlone(entry: unknown, context: z.core.$RefinementCtx): void {
  if (!isEntry(entry) || hasUnknownKey(context.issues)) return;
  if (entry.roleExternalId === undefined || entry.roleArn !== undefined) return;
  context.addIssue({ code: 'custom', path: ['roleExternalId'], message: 'goes with roleArn only' });
}

/** Looks at the file as it was written. */
export function rejectNoRoleName(file: unknown, context: z.core.$RefinementCtx): void {
  if (!isEntry(file) || !isEntry(file.organization) || hasUnknownKey(context.issues, ['organization'])) return;
  const defaults: Entry = isEntry(file.accountDefaults) ? file.accountDefaults : {};
  if (file.organization.roleName !== undefined || defaults.roleName !== undefined) return;
  const message = 'is missing: write the name of the role in each account, such as "iam-credential-exporter"';
  context.addIssue({ code: 'custom', path: ['organization', 'roleName'], message });
}
