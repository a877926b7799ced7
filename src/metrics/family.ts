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
   * `now` is for ages alone.
   */
  readonly read: (subject: Subject, now: UnixSeconds) => number | undefined | readonly Sample[];
}

/** Families about the same kind of subject, and the labels that identify it. */
export interface Level<Subject> {
  readonly name: string;
  readonly identity: readonly string[];
  readonly families: readonly Family<Subject>[];
}
