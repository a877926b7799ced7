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

/** A piece of the page, and how many series it holds. */
export interface Piece {
  readonly text: string;
  readonly series: number;
}

/** Characters of one piece: about a millisecond of work. */
const PIECE_LENGTH = 128 * 1024;
/** Subjects that are picked and named in one piece. */
const SUBJECTS_PER_PIECE = 2_000;

/**
 * The page of the accounts, family by family, in pieces. Its families are all gauges, and a gauge's lines are the same in both
 * formats.
 */
export function* renderAccounts(world: World, options: RenderOptions): Generator<Piece> {
  for (const level of accountLevels) yield* renderLevel(level, world, options);
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
  const families = level.families.filter(({ name }) => !options.excluded(name));
  if (families.length === 0) return;
  const subjects: Subject[] = [];
  // Made once and used by each family of the level.
  const identities: string[] = [];
  for (const subject of level.select(world)) {
    subjects.push(subject);
    identities.push(labelText(level.labels, subject));
    if (subjects.length % SUBJECTS_PER_PIECE === 0) yield { text: '', series: 0 };
  }
  for (const family of families) yield* renderFamily(family, subjects, identities, options, format);
}

function* renderFamily<Subject>(
  family: Family<Subject>,
  subjects: readonly Subject[],
  identities: readonly string[],
  options: RenderOptions,
  format: Format,
): Generator<Piece> {
  let text = '';
  let series = 0;
  // A family without a series has no metadata either.
  let headed = false;
  for (const [index, subject] of subjects.entries()) {
    const samples = read(family, subject, options);
    if (samples === undefined || (typeof samples !== 'number' && samples.length === 0)) continue;
    if (!headed) text += header(family, format);
    headed = true;
    text += sampleLines(family, identities[index] ?? '', samples);
    series += typeof samples === 'number' ? 1 : samples.length;
    if (text.length >= PIECE_LENGTH) {
      yield { text, series };
      text = '';
      series = 0;
    }
  }
  if (text !== '') yield { text, series };
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
