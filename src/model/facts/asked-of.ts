import { type Account, knownMembership } from '../account.ts';
import { FACTS, type FactName } from './catalogue.ts';
import type { FactDeclaration } from './fact.ts';

const DECLARED: readonly (FactDeclaration & { readonly id: FactName })[] = FACTS;

/** The facts that only few accounts of an organization can say. */
export const FACTS_OF_ORGANIZATION = DECLARED.filter(({ ofOrganization }) => ofOrganization === true);

/**
 * The facts for which an account is asked, in the order of the catalogue. What is of an organization only its management account is told, and some
 * administrators: of these the one by whose credentials the organization is asked for its accounts is the only one that anybody knows of. Where
 * nobody asks an organization, every account is asked.
 */
export function factsAskedOf(account: Pick<Account, 'membership'>): FactName[] {
  const member = knownMembership(account);
  const speaks = account.membership === undefined || member?.isManagement === true || member?.isReader === true;
  return DECLARED.filter(({ ofOrganization }) => speaks || ofOrganization !== true).map(({ id }) => id);
}
