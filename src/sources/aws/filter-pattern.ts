/**
 * Filter patterns of CloudWatch Logs for JSON: few and fixed, since AWS tells nobody that a pattern matches nothing by a slip.
 * Source: CloudWatch Logs user guide, "Filter pattern syntax".
 */
import { RefreshFailure } from '../../model/refresh-failure.ts';
import type { RecordCondition } from './record-condition.ts';

/** Source: CloudWatch Logs API reference, FilterLogEvents. */
export const LONGEST_PATTERN = 1024;

/** What comes into a pattern as a text. A quote would end it, and a * in it would be a wild card. */
const PLAIN = /^[\w+=,.@:/-]+$/;

export function filterPattern(condition: RecordCondition): string {
  return `{ ${rendered(condition)} }`;
}

/**
 * The fewest patterns that together find what every one of the common conditions and any of the others is true of, each short enough for AWS.
 * Throws RefreshFailure where even one of the others makes a pattern too long.
 */
export function filterPatterns(common: readonly RecordCondition[], any: readonly RecordCondition[]): string[] {
  if (any.length === 0) return [withinLimit({ all: common })];
  const patterns: string[] = [];
  let chosen: RecordCondition[] = [];
  const patternOf = (some: readonly RecordCondition[]) => ({ all: [...common, { any: some }] });
  for (const condition of any) {
    if (filterPattern(patternOf([...chosen, condition])).length > LONGEST_PATTERN && chosen.length > 0) {
      patterns.push(withinLimit(patternOf(chosen)));
      chosen = [];
    }
    chosen.push(condition);
  }
  return [...patterns, withinLimit(patternOf(chosen))];
}

function withinLimit(condition: RecordCondition): string {
  const pattern = filterPattern(condition);
  if (pattern.length <= LONGEST_PATTERN) return pattern;
  throw new RefreshFailure(
    'configuration',
    `CloudWatch Logs takes ${LONGEST_PATTERN} characters of a filter pattern, and these names make it longer: ask for fewer, or a shorter one`,
  );
}

function rendered(condition: RecordCondition): string {
  if ('all' in condition) return joined(condition.all, '&&');
  if ('any' in condition) return joined(condition.any, '||');
  const field = `$.${condition.path}`;
  if ('absent' in condition) return `${field} NOT EXISTS`;
  if ('is' in condition) return `${field} = ${quoted(condition.is)}`;
  if ('isNot' in condition) return `${field} != ${quoted(condition.isNot)}`;
  if ('endsWith' in condition) return `${field} = ${quoted(condition.endsWith, '*')}`;
  return `${field} = ${quoted(condition.contains, '*', '*')}`;
}

function joined(conditions: readonly RecordCondition[], operator: '&&' | '||'): string {
  const [only] = conditions;
  if (conditions.length === 1 && only !== undefined) return rendered(only);
  return conditions
    .map((condition) => {
      const other = operator === '&&' ? 'any' : 'all';
      const text = rendered(condition);
      return other in condition && conditionsIn(condition).length > 1 ? `(${text})` : text;
    })
    .join(` ${operator} `);
}

function conditionsIn(condition: RecordCondition): readonly RecordCondition[] {
  if ('all' in condition) return condition.all;
  return 'any' in condition ? condition.any : [];
}

/** The callers have looked at what comes from outside already: this is the last door. */
function quoted(text: string, before = '', after = ''): string {
  if (!PLAIN.test(text)) throw new RefreshFailure('configuration', 'a text cannot be a part of a filter pattern');
  return `"${before}${text}${after}"`;
}
