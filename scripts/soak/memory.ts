/** How much memory and CPU the exporter takes as time goes by. */
import { setTimeout } from 'node:timers/promises';
import type { SoakedExporter } from './exporter.ts';

const EVERY_MS = 3_000;
/** At first memory grows to what the work takes. */
const WARM_UP = { share: 1 / 6, mostMinutes: 10 };

export interface Taken {
  readonly memory: { readonly first: number; readonly last: number; readonly slope: number };
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
    memory: { first: samples[0]?.bytes ?? NaN, last: samples.at(-1)?.bytes ?? NaN, slope: slopeOf(lowest(samples)) },
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

/** Megabytes an hour, by least squares; NaN with fewer than two samples. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const minute = mean(samples.map((sample) => sample.minute));
  const bytes = mean(samples.map((sample) => sample.bytes));
  const together = samples.map((sample) => (sample.minute - minute) * (sample.bytes - bytes));
  const alone = samples.map((sample) => (sample.minute - minute) ** 2);
  return ((mean(together) / mean(alone)) * 60) / 1e6;
}
