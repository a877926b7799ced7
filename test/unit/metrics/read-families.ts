import type { Family } from '../../../src/metrics/family.ts';
import type { UnixSeconds } from '../../../src/model/time.ts';

/** A value, or for a family with labels of its own one object a series. */
export type FamilyReading = number | readonly Readonly<Record<string, string | number>>[];

/**
 * What the families say about a subject, by name without the prefix. A family without a series is missing, so that a test which
 * compares the whole says of each family whether it is there.
 */
export function readFamilies<Subject>(
  families: readonly Family<Subject>[],
  prefix: string,
  subject: Subject,
  now: UnixSeconds,
): Record<string, FamilyReading> {
  const readings: Record<string, FamilyReading> = {};
  for (const family of families) {
    const { name, labels } = family;
    const samples = family.read(subject, now);
    if (samples === undefined) continue;
    readings[name.startsWith(prefix) ? name.slice(prefix.length) : name] =
      typeof samples === 'number'
        ? samples
        : samples.map((sample) => {
            if (sample.labels.length !== labels.length) throw new Error(`${name} has other labels than it declares`);
            return {
              ...Object.fromEntries(labels.map((label, i) => [label, sample.labels[i] ?? ''])),
              value: sample.value,
            };
          });
  }
  return readings;
}
