import type { UnixSeconds } from '../model/time.ts';

export interface Sample {
  /** Values of the family's own labels, in the order of `labels`. */
  readonly labels: readonly string[];
  readonly value: number;
}

/**
 * A metric family as data plus one pure function of its subject: a user, a key, an account's report, the exporter.
 * docs/metrics.md is generated from these fields.
 */
export interface Family<Subject> {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  /** One sentence with the unit. No quotes, backslashes or line breaks, so that both text formats spell it alike. */
  readonly help: string;
  /** Labels besides those that identify the subject. */
  readonly labels: readonly string[];
  /** When a subject has no series. */
  readonly absent: string;
  /** A PromQL query that shows what the family is for. */
  readonly example: string;
  /**
   * The value, or samples where the family has labels of its own. `undefined` is a value that AWS did not give: no series.
   * `now` is for ages only.
   */
  read(subject: Subject, now: UnixSeconds): number | undefined | readonly Sample[];
}

/** A label that identifies a subject. */
export interface IdentityLabel<Subject> {
  readonly name: string;
  of(subject: Subject): string;
}

/**
 * Families about the same kind of subject.
 *
 * @typeParam World what the subjects are picked from: the assessment of all accounts, or the exporter's own state.
 */
export interface Level<World, Subject> {
  readonly name: string;
  /** For docs/metrics.md: what has one series here. */
  readonly introduction: string;
  /** They identify a subject, so that no two of a level have the same values. */
  readonly labels: readonly IdentityLabel<Subject>[];
  readonly families: readonly Family<Subject>[];
  /** The subjects, in the order of the page. */
  select(world: World): Iterable<Subject>;
}
