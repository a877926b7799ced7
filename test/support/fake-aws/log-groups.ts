/**
 * Log groups of CloudWatch Logs. A page may be empty and still not be the last, and a token goes with the very same question.
 * Source: CloudWatch Logs API reference, FilterLogEvents.
 */
import { createHash } from 'node:crypto';
import { filterOf } from './filter-pattern.ts';
import type { JsonInput, JsonRequest } from './json-protocol.ts';
import type { Success, WireError } from './protocol.ts';

export interface GivenLogGroup {
  readonly arn: string;
  readonly lines: readonly GivenLine[];
  /** At most so many on a page. Default: AWS's 10,000. */
  readonly pageSize?: number;
  /** So many pages without an event before each one that has some. */
  readonly emptyPages?: number;
}

export interface GivenLine {
  /** Milliseconds. */
  readonly timestamp: number;
  readonly message: string;
}

const MOST_EVENTS = 10_000;
const MOST_BYTES = 1024 * 1024;
const NEWEST_FIRST_SINCE = Date.parse('2024-01-01T00:00:00Z');

interface Asked {
  readonly logGroupIdentifier?: string;
  readonly filterPattern?: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly startFromHead?: boolean;
  readonly limit?: number;
  readonly nextToken?: string;
}

export function filterLogEvents(
  groups: readonly GivenLogGroup[],
  { input, signingRegion }: JsonRequest,
): Success | WireError {
  const asked = input as Asked;
  const { logGroupIdentifier: arn, startTime = 0, endTime = Infinity, startFromHead = true } = asked;
  const group = groups.find((group) => group.arn === arn);
  if (group?.arn.split(':')[3] !== signingRegion) {
    return { code: 'ResourceNotFoundException', status: 400, message: 'The specified log group does not exist.' };
  }
  if (!startFromHead && startTime < NEWEST_FIRST_SINCE) {
    return invalid('startFromHead is false and startTime before 2024');
  }
  const matches = filterOf(asked.filterPattern ?? '');
  if (typeof matches === 'string') return invalid(matches);
  const found = group.lines
    .filter(({ timestamp, message }) => timestamp >= startTime && timestamp <= endTime && matches(message))
    .sort((one, other) => (startFromHead ? one.timestamp - other.timestamp : other.timestamp - one.timestamp));
  return pageOf(found, group, input);
}

function pageOf(found: readonly GivenLine[], group: GivenLogGroup, input: JsonInput): Success | WireError {
  const { limit = MOST_EVENTS, nextToken } = input as Asked;
  const [, offset = '0', empty = '0', digest] = /^(\d+)-(\d+)-(\w+)$/.exec(nextToken ?? '') ?? [];
  if (nextToken !== undefined && digest !== digestOf(input)) return invalid('The specified nextToken is invalid.');
  const start = Number(offset);
  const isEmpty = Number(empty) < (group.emptyPages ?? 0);
  const events = isEmpty ? [] : fitting(found.slice(start, start + Math.min(limit, group.pageSize ?? MOST_EVENTS)));
  const end = start + events.length;
  const token = `${end}-${isEmpty ? Number(empty) + 1 : 0}-${digestOf(input)}`;
  return {
    operation: 'FilterLogEvents',
    result: {
      events: events.map((line, index) => ({
        ...line,
        eventId: String(start + index),
        ingestionTime: line.timestamp,
        logStreamName: '111122223333_CloudTrail_us-east-1',
      })),
      searchedLogStreams: [],
      ...((isEmpty || end < found.length) && { nextToken: token }),
    },
  };
}

function fitting(lines: readonly GivenLine[]): readonly GivenLine[] {
  let bytes = 0;
  const end = lines.findIndex(({ message }) => (bytes += Buffer.byteLength(message)) > MOST_BYTES);
  return end <= 0 ? lines : lines.slice(0, end);
}

/** Of all but the token. */
function digestOf({ nextToken: _token, ...asked }: JsonInput): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 16);
}

function invalid(message: string): WireError {
  return { code: 'InvalidParameterException', status: 400, message };
}
