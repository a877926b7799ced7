/** Patterns for accounts that match none of the configuration: mostly a misspelling. What they mean is neither overridden nor exempt. */
import { type Account, namedAccountId } from '../model/account.ts';
import { compilePattern } from './pattern.ts';
import type { ConfigFile } from './schema.ts';
import { globHint } from './written-texts.ts';

export function warnOfUnmatchedAccounts(
  {
    accounts: listed,
    organization,
    policy,
    exemptions,
  }: Pick<ConfigFile, 'accounts' | 'organization' | 'policy' | 'exemptions'>,
  accounts: readonly Account[],
): string[] {
  // A policy for files that `check` gets on its command line, or for accounts that nobody knows yet.
  if (listed === undefined || organization !== undefined) return [];
  const ids = accounts.map(namedAccountId);
  const names = [...accounts.map(({ name }) => name), ...ids.filter((id) => id !== undefined)];
  const areIdsKnown = !ids.includes(undefined);
  const matches = [
    ...policy.overrides.map(({ match }, index) => [`policy.overrides[${index}].match`, match.accounts] as const),
    ...exemptions.map((exemption, index) => [`exemptions[${index}]`, exemption.accounts] as const),
  ];
  return matches.flatMap(([path, patterns = []]) =>
    patterns.flatMap((text, index) => {
      // A glob is told as such.
      if (globHint(text) !== undefined) return [];
      const pattern = compilePattern(text);
      const isUnmatched = (areIdsKnown || needsLetter(text)) && !names.some((name) => pattern.test(name));
      return isUnmatched ? [`${path}.accounts[${index}]: matches no account of the configuration`] : [];
    }),
  );
}

/** Whether a pattern cannot match the id of an account, which only its report tells. */
function needsLetter(pattern: string): boolean {
  const plain = pattern.replaceAll(/\\.|\[[^\]]*\]/g, '');
  return /[a-z](?![?*{])/i.test(plain) && !/[|(]/.test(plain);
}
