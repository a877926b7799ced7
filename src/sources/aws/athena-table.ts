/** Whether the table and its work group are as they have to be before a query may cost something. */
import { GetTableMetadataCommand, GetWorkGroupCommand } from '@aws-sdk/client-athena';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { formatSize } from '../../model/report-size.ts';
import { recordColumns } from './athena-columns.ts';
import { askAthena, type AthenaQueries } from './athena-query.ts';
import type { CheckedTable } from './athena-sql.ts';

export interface AthenaLimits {
  /** Bytes that a query may scan at most, which the work group has to see to. undefined: whatever it scans. */
  readonly maxScan: number | undefined;
  /** Whether a table that is not partitioned by time may be read, of which each question reads all. */
  readonly unpartitioned: boolean;
}

/** Throws RefreshFailure. */
export async function checkTable(
  queries: AthenaQueries,
  limits: AthenaLimits,
  signal: AbortSignal,
): Promise<CheckedTable> {
  const { client, table } = queries;
  if (table.partitions.date === undefined && !limits.unpartitioned) {
    throw refused(
      'Athena was not asked, as athena.partitions.date of the configuration names no columns and a question would read every file of the trail',
    );
  }
  const metadata = new GetTableMetadataCommand({
    CatalogName: table.catalog,
    DatabaseName: table.database,
    TableName: table.table,
    WorkGroup: table.workGroup,
  });
  const { TableMetadata: found } = await askAthena(
    queries,
    () => client.send(metadata, { abortSignal: signal }),
    signal,
  );
  if (found?.Columns === undefined)
    throw new RefreshFailure('service', 'Athena answered without the columns of a table');
  const { columns, missing } = recordColumns(new Map(found.Columns.map(({ Name = '', Type = '' }) => [Name, Type])));
  if (missing.length > 0) {
    throw refused(
      `the table is none of CloudTrail as AWS makes it: it has no text ${missing.join(', ').toLowerCase()}`,
    );
  }
  if (limits.maxScan !== undefined) await checkWorkGroup(queries, limits.maxScan, signal);
  return {
    table,
    columns,
    keys: {
      types: new Map(found.PartitionKeys?.map(({ Name = '', Type = '' }) => [Name.toLowerCase(), Type])),
      properties: found.Parameters ?? {},
    },
  };
}

async function checkWorkGroup(queries: AthenaQueries, maxScan: number, signal: AbortSignal): Promise<void> {
  const { client, table } = queries;
  const command = new GetWorkGroupCommand({ WorkGroup: table.workGroup });
  const { WorkGroup: group } = await askAthena(queries, () => client.send(command, { abortSignal: signal }), signal);
  const cutoff = group?.Configuration?.BytesScannedCutoffPerQuery;
  const wanted = `limit it to ${formatSize(maxScan)} or less in Athena (data usage controls)`;
  if (cutoff === undefined)
    throw refused(`Athena was not asked, as the work group does not limit how much a query may scan: ${wanted}`);
  if (cutoff > maxScan)
    throw refused(`Athena was not asked, as the work group lets a query scan ${formatSize(cutoff)}: ${wanted}`);
}

function refused(why: string): RefreshFailure {
  return new RefreshFailure('configuration', why);
}
