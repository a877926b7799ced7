import {
  accessKeyLevel,
  checkCountLevel,
  checkLevel,
  exemptionLevel,
  exporterLevel,
  findingLevel,
  reportLevel,
  rootLevel,
  signingCertificateLevel,
  userLevel,
} from '../metrics/catalogue.ts';
import type { Level } from '../metrics/family.ts';
import type { ExporterState } from '../model/exporter-state.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { Identified, Subjects } from './subjects.ts';
import { type Format, header, sampleLines } from './text-format.ts';

/** Says by its name whether a family is left out. */
export type Excluded = (familyName: string) => boolean;

/** A piece of the page, and how many series it holds. */
export interface Piece {
  readonly text: string;
  readonly series: number;
}

/** Characters of one piece: about a millisecond of work. */
const PIECE_LENGTH = 128 * 1024;

/**
 * The page of the credential reports, family by family, in pieces. Its families are all gauges, and a gauge's lines are the same
 * in both formats.
 */
export function* renderReports(subjects: Subjects, excluded: Excluded, now: UnixSeconds): Generator<Piece> {
  yield* renderLevel(reportLevel, subjects.reports, excluded, now);
  yield* renderLevel(userLevel, subjects.users, excluded, now);
  yield* renderLevel(accessKeyLevel, subjects.accessKeys, excluded, now);
  yield* renderLevel(signingCertificateLevel, subjects.signingCertificates, excluded, now);
  yield* renderLevel(rootLevel, subjects.roots, excluded, now);
  yield* renderLevel(findingLevel, subjects.findings, excluded, now);
  yield* renderLevel(checkCountLevel, subjects.checkCounts, excluded, now);
  yield* renderLevel(checkLevel, subjects.checks, excluded, now);
  yield* renderLevel(exemptionLevel, subjects.exemptions, excluded, now);
}

/** The exporter's own families: small, so one string. */
export function renderExporter(state: ExporterState, excluded: Excluded, now: UnixSeconds, format: Format): string {
  const pieces = renderLevel(exporterLevel, [{ identity: '', subject: state }], excluded, now, format);
  return [...pieces].map(({ text }) => text).join('');
}

function* renderLevel<Subject>(
  level: Level<Subject>,
  subjects: readonly Identified<Subject>[],
  excluded: Excluded,
  now: UnixSeconds,
  format: Format = 'text',
): Generator<Piece> {
  for (const family of level.families) {
    if (excluded(family.name)) continue;
    let text = '';
    let series = 0;
    // A family without a series has no metadata either.
    let headed = false;
    for (const { identity, subject } of subjects) {
      const samples = family.read(subject, now);
      if (samples === undefined || (typeof samples !== 'number' && samples.length === 0)) continue;
      if (!headed) text += header(family, format);
      headed = true;
      text += sampleLines(family, identity, samples);
      series += typeof samples === 'number' ? 1 : samples.length;
      if (text.length >= PIECE_LENGTH) {
        yield { text, series };
        text = '';
        series = 0;
      }
    }
    if (text !== '') yield { text, series };
  }
}
