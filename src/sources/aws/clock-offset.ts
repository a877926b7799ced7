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
