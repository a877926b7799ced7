import { accountLevels, exporterLevel } from '../metrics/catalogue.ts';
import type { Family, Level, Sample } from '../metrics/family.ts';
import type { World } from '../metrics/world.ts';
import type { ExporterState } from '../model/exporter-state.ts';
import type { UnixSeconds } from '../model/time.ts';
import { type Format, header, labelText, sampleLines } from './text-format.ts';

export interface RenderOptions {
  readonly now: UnixSeconds;
  /** Says by its name whether a family is left out. */
  readonly excluded: (familyName: string) => boolean;
  /** Receives what a family threw. Its subject has no series then, and all others have theirs. */
  readonly onFault: (familyName: string, error: unknown) => void;
}

/** A piece of a family's lines. */
export interface Piece {
  /** The place of the family within its level: all pieces of the first stand before those of the second. */
  readonly family: number;
  readonly text: string;
  readonly series: number;
}

/** Subjects that are named once and then read by every family of their level: about a millisecond of work for each. */
const SUBJECTS_PER_PIECE = 500;

/**
 * The page of the accounts, level by level. Their families are all gauges, and a gauge's lines are the same in both formats.
 *
 * Within a level the pieces come subjects by subjects, and not family by family: a report makes its users anew at each reading, and
 * the subjects of a large one with their labels would be most of what a rendering holds.
 */
export function* renderAccounts(world: World, options: RenderOptions): Generator<Generator<Piece>> {
  for (const level of accountLevels) yield renderLevel(level, world, options);
}

/** The exporter's own families: small, so one string. */
export function renderExporter(state: ExporterState, options: RenderOptions, format: Format): string {
  return [...renderLevel(exporterLevel, state, options, format)].map(({ text }) => text).join('');
}

function* renderLevel<Selected, Subject>(
  level: Level<Selected, Subject>,
  world: Selected,
  options: RenderOptions,
  format: Format = 'text',
): Generator<Piece> {
  const families = level.families
    .filter(({ name }) => !options.excluded(name))
    // A family without a series has no metadata either.
    .map((family) => ({ family, headed: false }));
  if (families.length === 0) return;
  for (const subjects of inBatches(level.select(world))) {
    const identities = subjects.map((subject) => labelText(level.labels, subject));
    for (const [place, entry] of families.entries()) {
      const { text, series } = renderFamily(entry.family, subjects, identities, options);
      if (series === 0) continue;
      yield { family: place, text: entry.headed ? text : header(entry.family, format) + text, series };
      entry.headed = true;
    }
  }
}

function* inBatches<Subject>(subjects: Iterable<Subject>): Generator<Subject[]> {
  let batch: Subject[] = [];
  for (const subject of subjects) {
    batch.push(subject);
    if (batch.length < SUBJECTS_PER_PIECE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function renderFamily<Subject>(
  family: Family<Subject>,
  subjects: readonly Subject[],
  identities: readonly string[],
  options: RenderOptions,
): { text: string; series: number } {
  let text = '';
  let series = 0;
  for (const [index, subject] of subjects.entries()) {
    const samples = read(family, subject, options);
    if (samples === undefined) continue;
    text += sampleLines(family, identities[index] ?? '', samples);
    series += typeof samples === 'number' ? 1 : samples.length;
  }
  return { text, series };
}

function read<Subject>(
  family: Family<Subject>,
  subject: Subject,
  { now, onFault }: RenderOptions,
): number | undefined | readonly Sample[] {
  try {
    return family.read(subject, now);
  } catch (error) {
    onFault(family.name, error);
    return undefined;
  }
}
