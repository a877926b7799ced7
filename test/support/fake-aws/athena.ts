/**
 * Athena: it keeps each query with its parameters, and a function of the test has the answers. Source: Athena API reference; the first row
 * of the first page has the names of the columns.
 */
import type { FakeAccount } from './account.ts';
import type { JsonInput } from './json-protocol.ts';
import type { Success, WireError } from './protocol.ts';
import type { Call } from './signed-in.ts';
import type { JsonRequest } from './json-protocol.ts';

export interface AthenaQuery {
  readonly sql: string;
  readonly parameters: readonly string[];
  readonly workGroup: string;
  readonly catalog: string;
  readonly database: string;
  readonly token: string;
  readonly stopped: boolean;
}

export interface AthenaAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly scannedBytes?: number;
}

export interface AthenaOptions {
  /** `DATABASE.TABLE` -> what Glue knows of it. */
  readonly tables: Readonly<Record<string, GivenTable>>;
  /** Bytes that a query may scan in each work group. */
  readonly workGroups: Readonly<Record<string, number | undefined>>;
  /** What it throws becomes the reason of a failed query, as it is. */
  readonly answer: (query: AthenaQuery) => AthenaAnswer;
  /** How often a query is said to run before it has ended. Default 0. */
  readonly looks?: number;
  readonly pageSize?: number;
}

export interface GivenTable {
  /** Names and types. */
  readonly columns: Readonly<Record<string, string>>;
  readonly partitionKeys?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
}

interface Execution extends AthenaQuery {
  stopped: boolean;
  looks: number;
  readonly result: AthenaAnswer | { readonly failed: string };
}

type Input = Readonly<Record<string, unknown>>;
type Answer = Success | WireError;

export class FakeAthena {
  readonly options: AthenaOptions;
  readonly #executions: Execution[] = [];

  constructor(options: AthenaOptions) {
    this.options = options;
  }

  /** In the order in which they were started. */
  get queries(): readonly AthenaQuery[] {
    return this.#executions;
  }

  getTableMetadata({ DatabaseName: database, TableName: name }: Input): Answer {
    const table = this.options.tables[`${String(database)}.${String(name)}`];
    if (table === undefined) {
      return refused('MetadataException', `EntityNotFoundException: Entity Not Found (table ${String(name)})`);
    }
    const { columns, partitionKeys = {}, parameters: Parameters = {} } = table;
    const TableMetadata = { Name: name, Columns: listOf(columns), PartitionKeys: listOf(partitionKeys), Parameters };
    return { operation: 'GetTableMetadata', result: { TableMetadata } };
  }

  getWorkGroup({ WorkGroup: name }: Input): Answer {
    if (!Object.hasOwn(this.options.workGroups, String(name))) return noWorkGroup(name);
    const BytesScannedCutoffPerQuery = this.options.workGroups[String(name)];
    return {
      operation: 'GetWorkGroup',
      result: { WorkGroup: { Name: name, State: 'ENABLED', Configuration: { BytesScannedCutoffPerQuery } } },
    };
  }

  startQueryExecution(input: Input): Answer {
    const query = queryOf(input);
    if (!Object.hasOwn(this.options.workGroups, query.workGroup)) return noWorkGroup(query.workGroup);
    if (query.token.length < 32 || query.token.length > 128)
      return refused('InvalidRequestException', 'ClientRequestToken');
    let index = this.#executions.findIndex(({ token }) => token === query.token);
    const known = this.#executions[index];
    if (known !== undefined && (known.sql !== query.sql || known.parameters.join() !== query.parameters.join())) {
      return refused('InvalidRequestException', 'Idempotent parameters do not match');
    }
    if (known === undefined) {
      index = this.#executions.push({ ...query, looks: 0, result: this.#resultOf(query) }) - 1;
    }
    return { operation: 'StartQueryExecution', result: { QueryExecutionId: idOf(index) } };
  }

  getQueryExecution(input: Input): Answer {
    const execution = this.#execution(input);
    if (execution === undefined) return unknownQuery();
    execution.looks += 1;
    const { result } = execution;
    const failed = 'failed' in result;
    const state = failed ? 'FAILED' : 'SUCCEEDED';
    const Status = {
      State: execution.stopped ? 'CANCELLED' : this.#isRunning(execution) ? 'RUNNING' : state,
      ...(failed && { StateChangeReason: result.failed }),
    };
    const Statistics = { DataScannedInBytes: failed ? 0 : (result.scannedBytes ?? 10_000_000) };
    return { operation: 'GetQueryExecution', result: { QueryExecution: { Status, Statistics } } };
  }

  getQueryResults(input: Input): Answer {
    const execution = this.#execution(input);
    if (execution === undefined) return unknownQuery();
    const { result } = execution;
    if ('failed' in result || execution.stopped || this.#isRunning(execution)) {
      return refused('InvalidRequestException', 'Query has not yet finished.');
    }
    const { MaxResults: most = 1000, NextToken: token } = input;
    const rows = [result.columns, ...result.rows];
    const start = token === undefined ? 0 : Number(token);
    const end = start + Math.min(Number(most), this.options.pageSize ?? 1000);
    return {
      operation: 'GetQueryResults',
      result: {
        ResultSet: { Rows: rows.slice(start, end).map((row) => ({ Data: row.map(datum) })), ResultSetMetadata: {} },
        ...(end < rows.length && { NextToken: String(end) }),
      },
    };
  }

  stopQueryExecution(input: Input): Answer {
    const execution = this.#execution(input);
    if (execution === undefined) return unknownQuery();
    execution.stopped = true;
    return { operation: 'StopQueryExecution', result: {} };
  }

  #isRunning({ looks, stopped }: Execution): boolean {
    return !stopped && looks <= (this.options.looks ?? 0);
  }

  #execution({ QueryExecutionId: id }: Input): Execution | undefined {
    return this.#executions.find((_execution, index) => idOf(index) === id);
  }

  #resultOf(query: AthenaQuery): Execution['result'] {
    const places = query.sql.replaceAll(/'[^']*'/g, '').split('?').length - 1;
    if (places !== query.parameters.length) {
      return { failed: `Incorrect number of parameters: expected ${places} but found ${query.parameters.length}` };
    }
    try {
      return this.options.answer(query);
    } catch (error) {
      return { failed: error instanceof Error ? error.message : String(error) };
    }
  }
}

const METHODS = {
  GetTableMetadata: 'getTableMetadata',
  GetWorkGroup: 'getWorkGroup',
  StartQueryExecution: 'startQueryExecution',
  GetQueryExecution: 'getQueryExecution',
  GetQueryResults: 'getQueryResults',
  StopQueryExecution: 'stopQueryExecution',
} as const;

export function answerAthena({ live: { athena } }: FakeAccount, { request }: Call<JsonRequest>): Answer {
  if (athena === undefined) return refused('InvalidRequestException', 'there is no Athena here');
  return athena[METHODS[request.operation as keyof typeof METHODS]](request.input);
}

function queryOf(input: JsonInput): AthenaQuery {
  const { Catalog: catalog, Database: database } = (input.QueryExecutionContext ?? {}) as Input;
  return {
    sql: String(input.QueryString),
    parameters: (input.ExecutionParameters ?? []) as readonly string[],
    workGroup: String(input.WorkGroup),
    catalog: String(catalog),
    database: String(database),
    token: String(input.ClientRequestToken),
    stopped: false,
  };
}

/** A null is a datum without a value. */
function datum(value: string | null): object {
  return value === null ? {} : { VarCharValue: value };
}

function listOf(columns: Readonly<Record<string, string>>): object[] {
  return Object.entries(columns).map(([Name, Type]) => ({ Name, Type }));
}

function idOf(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

function noWorkGroup(name: unknown): WireError {
  return refused('InvalidRequestException', `WorkGroup ${String(name)} is not found.`);
}

function unknownQuery(): WireError {
  return refused('InvalidRequestException', 'QueryExecution was not found');
}

function refused(code: string, message: string): WireError {
  return { code, status: 400, message };
}
