import type { SteadyClock } from '../model/clock.ts';
import type { RateLimit } from '../model/web-settings.ts';

/** Whether one more request may come now. Without a limit each may. */
export type TakeRequest = (limit: RateLimit | undefined) => boolean;

/** A bucket of tokens: full at the start, and anew where the limit changes. */
export function createRateLimit({ passed }: Pick<SteadyClock, 'passed'>): TakeRequest {
  let bucket = { burst: 0, intervalMs: 0, tokens: 0, at: 0 };
  return (limit) => {
    if (limit === undefined) return true;
    const now = passed();
    const { burst, intervalMs } = limit;
    const isSame = bucket.burst === burst && bucket.intervalMs === intervalMs;
    const tokens = isSame ? Math.min(burst, bucket.tokens + (now - bucket.at) / intervalMs) : burst;
    bucket = { burst, intervalMs, tokens: tokens >= 1 ? tokens - 1 : tokens, at: now };
    return tokens >= 1;
  };
}
