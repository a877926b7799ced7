/**
 * Which records of CloudTrail are asked for, whatever the language of the one who is asked. A path is one of the record as CloudTrail wrote it:
 * `userIdentity.userName`.
 */
export type RecordCondition =
  | { readonly path: string; readonly is: string }
  | { readonly path: string; readonly isNot: string }
  | { readonly path: string; readonly endsWith: string }
  | { readonly path: string; readonly contains: string }
  /** Not there, or null. */
  | { readonly path: string; readonly absent: true }
  | { readonly all: readonly RecordCondition[] }
  | { readonly any: readonly RecordCondition[] };

export function isOneOf(path: string, values: readonly string[]): RecordCondition {
  return any(...values.map((value) => ({ path, is: value })));
}

export function all(...conditions: readonly RecordCondition[]): RecordCondition {
  const [only] = conditions;
  return conditions.length === 1 && only !== undefined ? only : { all: conditions };
}

export function any(...conditions: readonly RecordCondition[]): RecordCondition {
  const [only] = conditions;
  return conditions.length === 1 && only !== undefined ? only : { any: conditions };
}
