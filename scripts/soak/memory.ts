/** How much memory and CPU the exporter takes as time goes by. */
import { setTimeout } from 'node:timers/promises';
import type { SoakedExporter } from './exporter.ts';

const EVERY_MS = 3_000;
/** At first memory grows to what the work takes. */
const WARM_UP = { share: 1 / 6, mostMinutes: 10 };

/** How many stretches of the time after warm-up the table tells of: a slope that ends is none. */
const STRETCHES = 5;

export interface Memory {
  /** Bytes at least in each stretch after warm-up, all of one length. */
  readonly lowest: readonly number[];
  /** Megabytes an hour. */
  readonly slope: number;
}

export interface Taken {
  readonly memory: Memory;
  /** Of a core, after warm-up. */
  readonly cpu: number;
}

interface Sample {
  readonly minute: number;
  readonly bytes: number;
}

/** Samples until `signal` aborts. */
export async function sampleMemory(
  exporter: Pick<SoakedExporter, 'memory' | 'cpuSeconds'>,
  minutes: number,
  signal: AbortSignal,
): Promise<Taken> {
  const start = performance.now();
  const minute = (): number => (performance.now() - start) / 60_000;
  const warmUp = Math.min(minutes * WARM_UP.share, WARM_UP.mostMinutes);
  const samples: Sample[] = [];
  let cpuAtFirst = 0;
  while (!signal.aborted) {
    const bytes = await exporter.memory().catch(() => Number.NaN);
    if (minute() > warmUp && !Number.isNaN(bytes)) {
      if (samples.length === 0) cpuAtFirst = await exporter.cpuSeconds();
      samples.push({ minute: minute(), bytes });
    }
    await setTimeout(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  const seconds = (minute() - warmUp) * 60;
  return {
    memory: { lowest: lowestOfEach(samples), slope: slopeOf(lowest(samples)) },
    cpu: ((await exporter.cpuSeconds()) - cpuAtFirst) / seconds,
  };
}

/** The lowest of each minute: what is there between two collections of garbage would hide a slope of one megabyte. */
function lowest(samples: readonly Sample[]): Sample[] {
  const byMinute = new Map<number, Sample>();
  for (const sample of samples) {
    const minute = Math.floor(sample.minute);
    if (sample.bytes < (byMinute.get(minute)?.bytes ?? Infinity)) byMinute.set(minute, sample);
  }
  return [...byMinute.values()];
}

function lowestOfEach(samples: readonly Sample[]): number[] {
  const length = Math.ceil(samples.length / STRETCHES);
  return Array.from({ length: STRETCHES }, (_, index) =>
    Math.min(...samples.slice(index * length, (index + 1) * length).map(({ bytes }) => bytes)),
  );
}

/** Megabytes an hour, by least squares; NaN with fewer than two samples. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const minute = mean(samples.map((sample) => sample.minute));
  const bytes = mean(samples.map((sample) => sample.bytes));
  const together = samples.map((sample) => (sample.minute - minute) * (sample.bytes - bytes));
  const alone = samples.map((sample) => (sample.minute - minute) ** 2);
  return ((mean(together) / mean(alone)) * 60) / 1e6;
}
