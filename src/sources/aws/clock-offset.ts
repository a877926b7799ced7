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
          const { headers } = result.response as { headers?: Readonly<Record<string, string>> };
          const date = Date.parse(headers?.date ?? '');
          if (!Number.isNaN(date)) answered(date);
          return result;
        },
        { step: 'deserialize', priority: 'low', name: 'readDate', override: true },
      );
    },
  };
}

interface Answered {
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/**
 * How far the clock of AWS is from that of this machine, as the end of a message.
 *
 * @param now Unix milliseconds.
 */
export function describeClocks({ $response }: Answered, now: number): string {
  const date = Date.parse($response?.headers?.date ?? '');
  if (Number.isNaN(date)) return '';
  const minutes = Math.round((date - now) / 60_000);
  if (minutes === 0) return ': not for the clock, which agrees with that of AWS';
  const unit = Math.abs(minutes) === 1 ? 'minute' : 'minutes';
  return `: the clock of this machine is ${Math.abs(minutes)} ${unit} ${minutes > 0 ? 'behind' : 'ahead of'} that of AWS`;
}
