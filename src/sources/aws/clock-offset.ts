import type { ClientPlugin } from './client-plugin.ts';

/** @param date Unix milliseconds. */
export type AwsAnswered = (date: number) => void;

/** A plugin for the SDK's clients that reads the time from each answer's `Date` header. */
export function readDate(answered: AwsAnswered): ClientPlugin {
  return {
    applyToStack(stack) {
      stack.add(
        (next) => async (args) => {
          const result = await next(args);
          const date = dateOf(result.response as HttpAnswer);
          if (!Number.isNaN(date)) answered(date);
          return result;
        },
        { step: 'deserialize', priority: 'low', name: 'readDate', override: true },
      );
    },
  };
}

interface HttpAnswer {
  readonly headers?: Readonly<Record<string, string>>;
}

/** NaN: the answer has none. */
function dateOf(answer: HttpAnswer | undefined): number {
  return Date.parse(answer?.headers?.date ?? '');
}

/**
 * How far the clock of AWS is from that of this machine, as the end of a message.
 *
 * @param now Unix milliseconds.
 */
export function describeClocks(answer: HttpAnswer | undefined, now: number): string {
  const date = dateOf(answer);
  if (Number.isNaN(date)) return '';
  const minutes = Math.round((date - now) / 60_000);
  if (minutes === 0) return ': not for the clock, which agrees with that of AWS';
  const unit = Math.abs(minutes) === 1 ? 'minute' : 'minutes';
  return `: the clock of this machine is ${Math.abs(minutes)} ${unit} ${minutes > 0 ? 'behind' : 'ahead of'} that of AWS`;
}
