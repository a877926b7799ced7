import { access, constants, stat } from 'node:fs/promises';
import type { ReportFileAccount } from '../model/account.ts';
import type { Clock } from '../model/clock.ts';
import type { FactRequest, FactSource, FetchedReport } from '../model/fact-source.ts';
import type { InFilePlace } from '../model/places.ts';
import { RefreshFailure } from '../model/refresh-failure.ts';
import { systemErrorInWords } from '../model/system-error.ts';
import type { UnixSeconds } from '../model/time.ts';
import { readBounded } from './read-bounded.ts';

/** A file that was written within this time may be written still: a slow writer pauses, and the clock of a file server is another one. */
const SETTLED_AFTER_MS = 60_000;
const BETWEEN_LOOKS_MS = 2_000;
const MOST_LOOKS = 10;
/** Looks after the first one that see the same. A file that was longer may be half written: by a writer that pauses, at a row's end. */
const EQUAL_LOOKS = { usual: 1, shorter: 6 };
const MOST_READS = 3;

export interface ReportFileInput {
  readonly clock: Clock;
  readonly inFilePlace: InFilePlace;
}

type Signalled = Pick<FactRequest, 'signal'>;

/**
 * A credential report that lies in a file, as an auditor downloads it. It is read once nobody writes into it: its size and its times
 * are the same in two looks, in more of a file that was longer, and around the reading. Half a report would end the findings of the
 * other half.
 */
export function createReportFileSource(
  { reportFile, generatedTime }: ReportFileAccount,
  { clock, inFilePlace }: ReportFileInput,
): FactSource<FetchedReport> {
  let lastRead = '';
  /** Of all sizes that were read: what was read last may have been a piece that was refused. */
  let largest = 0;
  let lastSeen = '';
  /** Looks in a row that each saw something new, and that each saw the same. */
  let unsettled = 0;
  let equal = 0;

  const inPlace = <Answer>({ signal }: Signalled, work: () => Promise<Answer>): Promise<Answer> =>
    inFilePlace(reportFile, work, signal);

  function look(request: Signalled): Promise<FileLook> {
    return inPlace(request, async () => {
      try {
        return lookOf(await stat(reportFile));
      } catch (error) {
        return { fingerprint: String((error as NodeJS.ErrnoException).code), writtenAt: 0 };
      }
    });
  }

  function note({ fingerprint }: FileLook): void {
    const isSame = fingerprint === lastSeen;
    equal = isSame ? equal + 1 : 0;
    unsettled = isSame ? 0 : unsettled + 1;
    lastSeen = fingerprint;
  }

  /** @param seen what the last look saw. */
  function isStill({ size }: FileLook): boolean {
    const isShorter = size !== undefined && size < largest;
    return equal >= (isShorter ? EQUAL_LOOKS.shorter : EQUAL_LOOKS.usual);
  }

  /** Waits for a writer to end. */
  async function settled(request: Signalled): Promise<FileLook> {
    for (let looks = 1; ; looks += 1) {
      const seen = await look(request);
      note(seen);
      // A time in the future says that the clock of the file system is another one.
      if (clock.now() - seen.writtenAt >= SETTLED_AFTER_MS || isStill(seen)) return seen;
      if (looks === MOST_LOOKS) throw changesWhileRead(reportFile);
      await clock.sleep(BETWEEN_LOOKS_MS, request.signal);
      request.signal.throwIfAborted();
    }
  }

  /** undefined: somebody wrote into the file meanwhile. */
  async function read(request: FactRequest): Promise<FetchedReport | undefined> {
    const { fingerprint, size = 0 } = await settled(request);
    lastRead = fingerprint;
    largest = Math.max(largest, size);
    const limit = request.reportSizeLimit;
    const { bytes, before, after } = await inPlace(request, () => readBounded(reportFile, limit, request.signal));
    const isWhole = [before, after].every((state) => lookOf(state).fingerprint === fingerprint);
    if (!isWhole || bytes.length !== after.size) return undefined;
    const time = generatedTime ?? modificationTime(reportFile, after.mtimeMs);
    return { csv: bytes, generatedTime: time, isTimeUncertain: true };
  }

  return {
    async fetch(request) {
      try {
        for (let reads = 0; reads < MOST_READS; reads += 1) {
          const report = await read(request);
          if (report !== undefined) return report;
        }
        throw changesWhileRead(reportFile);
      } catch (error) {
        request.signal.throwIfAborted();
        throw error instanceof RefreshFailure ? error : cannotRead(reportFile, error);
      }
    },
    async hasChanged(request) {
      const seen = await look(request);
      note(seen);
      // One that never stays as it is has to be noticed too: the reading says what is wrong.
      return seen.fingerprint !== lastRead && (isStill(seen) || unsettled > MOST_LOOKS);
    },
  };
}

interface FileLook {
  /** Or the code of what keeps the file from being looked at. */
  readonly fingerprint: string;
  /** Bytes; undefined: it cannot be looked at. */
  readonly size?: number;
  /** Unix milliseconds. */
  readonly writtenAt: number;
}

/** Another inode too, as a mounted ConfigMap and most downloads replace the file; and the time of its inode, which no program sets. */
function lookOf(state: { ino: number; size: number; mtimeMs: number; ctimeMs: number }): FileLook {
  const { ino, size, mtimeMs, ctimeMs } = state;
  return { fingerprint: [ino, size, mtimeMs, ctimeMs].join(' '), size, writtenAt: Math.max(mtimeMs, ctimeMs) };
}

/** Some file systems keep times that no calendar has. @param milliseconds Unix milliseconds. */
export function modificationTime(file: string, milliseconds: number): UnixSeconds {
  if (milliseconds >= 0 && !Number.isNaN(new Date(milliseconds).getTime())) return Math.floor(milliseconds / 1000);
  throw new RefreshFailure('file', `the report file ${file} has a modification time that cannot be: touch the file`);
}

function changesWhileRead(file: string): RefreshFailure {
  const advice = 'write a new report beside it and rename it to take its place';
  return new RefreshFailure('file', `the report file ${file} changes while it is read: ${advice}`);
}

function cannotRead(file: string, error: unknown): RefreshFailure {
  const why = systemErrorInWords(error);
  return new RefreshFailure('file', `cannot read the report file ${file}: ${why}`, { cause: error });
}

/** Why a report file cannot be read, as far as a look at it tells; undefined: nothing is wrong. */
export async function reportFileProblem(file: string): Promise<string | undefined> {
  try {
    await access(file, constants.R_OK);
    return (await stat(file)).isFile() ? undefined : 'it is no regular file';
  } catch (error) {
    return systemErrorInWords(error);
  }
}
