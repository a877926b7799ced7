/**
 * The rules for a Prometheus that sees several clusters: each `by` and `on` keeps the labels that tell these apart too. The chart does
 * the same for its value prometheusRule.identityLabels.
 */

export type RulesText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

const GROUPED = /\b(by|on) \((?=[a-z_])([^)]*)/g;

/** @param rules the text of the file of rules. */
export function byIdentityLabels(rules: string, labels: readonly string[]): RulesText {
  const known = new Set([...rules.matchAll(GROUPED)].flatMap(([, , named = '']) => named.split(', ')));
  for (const label of labels) {
    const problem = !/^[a-zA-Z_]\w*$/.test(label)
      ? 'is no name of a label: it takes letters, digits and _'
      : known.has(label)
        ? 'is a label which the rules have already: leave it out'
        : undefined;
    if (problem !== undefined) return { ok: false, problem: `--identity-label: "${label}" ${problem}` };
  }
  const added = [...new Set(labels)].map((label) => `${label}, `).join('');
  return { ok: true, text: rules.replaceAll(GROUPED, (_, word: string, named: string) => `${word} (${added}${named}`) };
}
