/** What has to be allowed for an organization: its questions, and the roles in its accounts. */
import type { Config } from '../config/config.ts';
import { partitionOf, partitionOfRole } from '../config/region.ts';
import { FACTS_OF_ORGANIZATION } from '../model/facts/asked-of.ts';
import { organizationFact, organizationTagsFact } from '../model/facts/organization.ts';
import type { OrganizationSettings } from '../model/organization-settings.ts';
import { needsUnits, wantedTags } from '../refresh/selection.ts';
import { sidOf, type Statement } from './command-policy.ts';

/**
 * Of the identity that asks the organization. The list knows no resources, and ListParents is asked of all that there can be asked of. Source:
 * service authorization reference, Organizations.
 */
export function organizationStatements(settings: OrganizationSettings, { facts }: Pick<Config, 'facts'>): Statement[] {
  const lists = organizationFact.permissions.filter(
    (action) => action !== 'organizations:ListParents' || needsUnits(settings),
  );
  const accounts = `arn:${partitionIn(settings)}:organizations::*:account/o-*/*`;
  const { id, permissions } = organizationTagsFact;
  return [
    ...factsOfOrganization(facts).map(
      ({ id, permissions }) =>
        ({ Sid: sidOf('Read', id), Effect: 'Allow', Action: permissions, Resource: '*' }) as const,
    ),
    { Sid: sidOf('Read', organizationFact.id), Effect: 'Allow', Action: lists, Resource: '*' },
    ...(wantedTags(settings).length > 0
      ? [{ Sid: sidOf('Read', id), Effect: 'Allow', Action: permissions, Resource: accounts } as const]
      : []),
  ];
}

/** Those that are read of the accounts which speak for an organization alone. */
export function factsOfOrganization(facts: Config['facts']): typeof FACTS_OF_ORGANIZATION {
  return FACTS_OF_ORGANIZATION.filter(({ id }) => facts[id].enabled);
}

/** The configuration knows neither the accounts nor the organization: AWS compares that of the role with that of the caller. */
export function memberRolesStatement(settings: OrganizationSettings): Statement {
  return {
    Sid: 'AssumeOrganizationRoles',
    Effect: 'Allow',
    Action: ['sts:AssumeRole'],
    Resource: `arn:${partitionIn(settings)}:iam::*:role/${settings.roleName}`,
    Condition: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
  };
}

/** No credentials work in two partitions. */
function partitionIn({ reader, region = '' }: OrganizationSettings): string {
  return partitionOfRole(reader.roleArn ?? '') ?? partitionOf(region);
}
