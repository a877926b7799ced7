/** A query of Athena from its start to its last row. Source: Athena API reference, StartQueryExecution and following. */
import { createHash } from 'node:crypto';
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  type QueryExecutionStatus,
  StartQueryExecutionCommand,
  type StartQueryExecutionCommandOutput,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import type { AthenaTable } from '../../model/athena-table.ts';
import { backoff } from '../../model/backoff.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import type { Sql } from './athena-condition.ts';
import { patiently, wait, type Waiting } from './patience.ts';
import { tokenPages } from './token-pages.ts';

/** What Athena allows on a page. */
const ROWS_PER_PAGE = 1_000;
/** Milliseconds between two looks at a query. */
const POLL = { first: 500, max: 5_000 };

export interface AthenaQueries {
  readonly client: AthenaClient;
  readonly table: AthenaTable;
  readonly waiting: Waiting;
  /** For a query that runs: nobody throttles then. */
  readonly polling: Waiting;
  /** Before each request. */
  readonly onRequest: () => void;
  readonly onScanned: (bytes: number) => void;
}

/** One request, and again while AWS throttles. Throws RefreshFailure, or the signal's reason. */
export function askAthena<Answer>(
  { waiting, onRequest }: Pick<AthenaQueries, 'waiting' | 'onRequest'>,
  send: () => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  const counted = () => {
    onRequest();
    return send();
  };
  return patiently(counted, waiting, signal);
}

export type Row = readonly (string | undefined)[];

/** Throws RefreshFailure. When aborted Athena ends the query, which would cost more otherwise, and the signal's reason is thrown. */
export async function* queryRows(queries: AthenaQueries, query: Sql, signal: AbortSignal): AsyncGenerator<Row> {
  const { client } = queries;
  const id = await start(queries, query, signal);
  try {
    await ended(queries, id, signal);
  } catch (error) {
    if (signal.aborted) await stop(queries, id);
    throw error;
  }
  const ask = (token: string | undefined) => {
    const command = new GetQueryResultsCommand({
      QueryExecutionId: id,
      MaxResults: ROWS_PER_PAGE,
      ...(token !== undefined && { NextToken: token }),
    });
    return askAthena(queries, () => client.send(command, { abortSignal: signal }), signal);
  };
  const pages = tokenPages(ask, ({ ResultSet, NextToken }) => ({
    token: NextToken,
    saysNothing: ResultSet?.Rows === undefined,
  }));
  // The names of the columns are the first row of the first page.
  let isHeader = true;
  for await (const { ResultSet } of pages) {
    for (const { Data = [] } of ResultSet?.Rows ?? []) {
      if (!isHeader) yield Data.map(({ VarCharValue }) => VarCharValue);
      isHeader = false;
    }
  }
}

async function start(queries: AthenaQueries, { text, parameters }: Sql, signal: AbortSignal): Promise<string> {
  const { client, table, waiting } = queries;
  // The same in each try: AWS starts one query for one token.
  const token = createHash('sha256').update(JSON.stringify([text, parameters, waiting.clock.now(), waiting.random()]));
  const command = new StartQueryExecutionCommand({
    QueryString: text,
    ...(parameters.length > 0 && { ExecutionParameters: [...parameters] }),
    ClientRequestToken: token.digest('hex'),
    QueryExecutionContext: { Catalog: table.catalog, Database: table.database },
    WorkGroup: table.workGroup,
  });
  let sent: Promise<StartQueryExecutionCommandOutput> | undefined;
  const send = () => {
    // It is not aborted: who wants the query ended has to know its id.
    sent = client.send(command);
    return sent;
  };
  let id: string | undefined;
  try {
    ({ QueryExecutionId: id } = await askAthena(queries, send, signal));
  } catch (error) {
    if (signal.aborted) {
      const { QueryExecutionId: started } = (await sent?.catch(() => undefined)) ?? {};
      if (started !== undefined) await stop(queries, started);
    }
    throw error;
  }
  if (id === undefined) throw new RefreshFailure('service', 'Athena started a query without naming it');
  return id;
}

/** Resolves when it has succeeded. */
async function ended(queries: AthenaQueries, id: string, signal: AbortSignal): Promise<void> {
  const { client, polling, onScanned } = queries;
  const command = new GetQueryExecutionCommand({ QueryExecutionId: id });
  for (let look = 1; ; look += 1) {
    const { QueryExecution: query } = await askAthena(
      queries,
      () => client.send(command, { abortSignal: signal }),
      signal,
    );
    const state = query?.Status?.State;
    if (state === undefined) throw new RefreshFailure('service', 'Athena answered without the state of a query');
    if (state !== 'QUEUED' && state !== 'RUNNING') {
      onScanned(query?.Statistics?.DataScannedInBytes ?? 0);
      if (state === 'SUCCEEDED') return;
      throw new RefreshFailure('service', `Athena ended the query as ${state}${whyEnded(query?.Status)}`);
    }
    await wait(polling, backoff(look, POLL, polling.random), signal);
  }
}

/** Athena's own words may repeat the query, and with it names: the code before them does not. */
function whyEnded({ StateChangeReason: reason = '' }: QueryExecutionStatus = {}): string {
  const code = /^[A-Z]{2,20}(?:_[A-Z]{2,20}){1,6}(?=:|$)/.exec(reason)?.[0];
  if (code !== undefined) return `: ${code}`;
  return /bytes scanned limit/i.test(reason) ? ': it would have scanned more than the work group allows' : '';
}

async function stop({ client, onRequest }: AthenaQueries, id: string): Promise<void> {
  onRequest();
  // Nobody waits for a better answer.
  await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id })).catch(() => undefined);
}
