/** The records of CloudTrail in a log group. Source: CloudWatch Logs API reference, FilterLogEvents. */
import {
  type CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { UnixSeconds } from '../../model/time.ts';
import { patiently, type Waiting } from './patience.ts';
import { tokenPages } from './token-pages.ts';

export interface LogSearch {
  readonly pattern: string;
  /** Of the lines in the log, which CloudTrail writes some minutes after what they are about. */
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
  readonly only?: Pick<FilterLogEventsCommandInput, 'limit' | 'startFromHead'>;
}

/** Each line that matches, parsed; undefined where it is no JSON. */
export type LogRecords = (search: LogSearch, signal: AbortSignal) => AsyncGenerator;

/** @param onRequest is waited for before each request: it may keep a pace. */
export function readLogGroup(
  client: CloudWatchLogsClient,
  arn: string,
  waiting: Waiting,
  onRequest: (signal: AbortSignal) => void | Promise<void>,
): LogRecords {
  return async function* ({ pattern, from, to, only }, signal) {
    const ask = (token: string | undefined) => {
      const command = new FilterLogEventsCommand({
        logGroupIdentifier: arn,
        filterPattern: pattern,
        startTime: Math.floor(from * 1000),
        endTime: Math.ceil(to * 1000),
        ...only,
        ...(token !== undefined && { nextToken: token }),
      });
      return patiently(
        async () => {
          await onRequest(signal);
          signal.throwIfAborted();
          return client.send(command, { abortSignal: signal });
        },
        waiting,
        signal,
      );
    };
    const pages = tokenPages(ask, ({ events, nextToken }) => ({
      token: nextToken,
      saysNothing: events === undefined && nextToken === undefined,
    }));
    for await (const { events = [] } of pages) for (const { message } of events) yield parsed(message);
  };
}

function parsed(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return undefined;
  }
}
