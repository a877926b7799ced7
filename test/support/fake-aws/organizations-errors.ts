/** The errors that Organizations declares for what a caller did wrong. Source: Organizations API reference. */
import type { WireError } from './protocol.ts';

export function organizationsError(code: string, message: string, members = {}): WireError {
  return { code, status: 400, message, members };
}

/** @param reason one of those of InvalidInputException. */
export function invalidInput(reason: keyof typeof INVALID_INPUT): WireError {
  return organizationsError('InvalidInputException', INVALID_INPUT[reason], { Reason: reason });
}

const INVALID_INPUT = {
  INPUT_REQUIRED: 'You must include a value for all required parameters.',
  INVALID_NEXT_TOKEN: 'You provided a token that no previous call returned.',
  INVALID_PATTERN: 'You provided a value that does not match the required pattern.',
  MAX_VALUE_EXCEEDED: 'You provided a value that is larger than allowed.',
  MIN_VALUE_EXCEEDED: 'You provided a value that is smaller than allowed.',
};

/** No value of Type is documented. */
export const TOO_MANY_REQUESTS = organizationsError(
  'TooManyRequestsException',
  'You have sent too many requests in too short a period of time. Try again later.',
  { Type: 'RATE' },
);
