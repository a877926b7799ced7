/** Rules of `include` and `exclude` that match no account: mostly a mistyped id, which reads nobody or leaves nobody out. */
import type { Log } from '../model/log.ts';
import type { OrganizationAccount } from '../model/facts/organization.ts';
import type { OrganizationSettings, Selector } from '../model/organization-settings.ts';
import { type KnownTags, matches, selectorWords } from './selection.ts';

type Rules = Pick<OrganizationSettings, 'include' | 'exclude'>;
type TagsOf = (accountId: string) => KnownTags | undefined;

interface JudgedRule {
  readonly message: string;
  /** undefined: nobody knows, as tags or units are not known. */
  readonly isMatched: boolean | undefined;
}

/** @param accounts those of a complete list. */
export function unmatchedRules(rules: Rules, accounts: readonly OrganizationAccount[], tagsOf: TagsOf): string[] {
  return judgedRules(rules, accounts, tagsOf).flatMap(({ message, isMatched }) =>
    isMatched === false ? [message] : [],
  );
}

/** Logs each of them once, and again only after it matched an account or reads otherwise. */
export function createRuleWarnings(log: Pick<Log, 'warn'>): (...asked: Parameters<typeof unmatchedRules>) => void {
  let told: readonly string[] = [];
  return (...asked) => {
    const judged = judgedRules(...asked);
    const unmatched = judged.filter(({ isMatched }) => isMatched === false).map(({ message }) => message);
    const unknown = judged.filter(({ isMatched }) => isMatched === undefined).map(({ message }) => message);
    for (const message of unmatched) if (!told.includes(message)) log.warn({}, message);
    told = [...unmatched, ...unknown.filter((message) => told.includes(message))];
  };
}

function judgedRules(rules: Rules, accounts: readonly OrganizationAccount[], tagsOf: TagsOf): JudgedRule[] {
  return (['include', 'exclude'] as const).flatMap((key) =>
    rules[key].map((rule, index) => {
      const { who, among } = meantBy(rule, accounts);
      const each = among.map((account) => matches(rule, account, tagsOf(account.id)));
      const isMatched = each.includes(true) ? true : each.includes(undefined) ? undefined : false;
      return { message: `organization.${key}[${index}]: ${selectorWords(rule)} matches no ${who}`, isMatched };
    }),
  );
}

/** Nobody asks for the tags of an account that is not active. */
function meantBy({ tag }: Selector, accounts: readonly OrganizationAccount[]) {
  return tag === undefined
    ? { who: 'account of the organization', among: accounts }
    : { who: 'active account of the organization', among: accounts.filter(({ state }) => state === 'ACTIVE') };
}
