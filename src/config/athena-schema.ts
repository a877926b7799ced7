/** `athena` of the configuration file. Its names become part of SQL, so that each one is of plain letters only. */
import { z } from 'zod';
import type { Account } from '../model/account.ts';
import type { AthenaPartitions, AthenaTable } from '../model/athena-table.ts';
import { mapping, text } from './fields.ts';
import { readerOf, readingAccount } from './reading-account.ts';
import { REGION, regionProblem } from './region.ts';

const TABLE = /^[\w-]{1,255}\.[\w-]{1,255}$/;
/** Source: Athena API reference, GetTableMetadata and GetWorkGroup. */
const CATALOG = /^[\w@:/-]{1,256}$/;
const WORK_GROUP = /^[\w.-]{1,128}$/;
const COLUMN = /^[a-z0-9_]{1,255}$/;

const column = (example: string) =>
  text(example).regex(COLUMN, `must be the name of a column in lower case, such as ${example}, without quotes`);

const partitions = z
  .strictObject(
    {
      account: column('account').optional().meta({ description: 'Column with the id of the account.' }),
      region: column('region').optional().meta({ description: 'Column with the region.' }),
      date: z
        .array(column('day'), 'must be a list of columns, such as [year, month, day]')
        .refine(({ length }) => length === 1 || length === 3, 'must hold one column, or those of year, month and day')
        .optional()
        .meta({
          description:
            'Columns with the day: `[year, month, day]`, or one with the whole day, such as `[timestamp]`. Without it each question reads every file of the trail.',
        }),
    },
    mapping('a mapping of keys, such as date: [year, month, day]'),
  )
  .prefault({});

export const athena = z
  .strictObject(
    {
      table: text('audit.cloudtrail')
        .regex(TABLE, 'must be DATABASE.TABLE, of letters, digits, _ and - only, without quotes')
        .meta({ description: 'Database and name of the table over the files of CloudTrail.' }),
      catalog: text('AwsDataCatalog')
        .regex(CATALOG, 'must be the name of a data catalog, such as AwsDataCatalog')
        .default('AwsDataCatalog')
        .meta({ description: 'Data catalog that has the database.' }),
      workGroup: text('primary')
        .regex(WORK_GROUP, 'must be the name of a work group, of letters, digits, _, - and . only')
        .default('primary')
        .meta({ description: 'Work group in which queries run. It should limit how much a query may scan.' }),
      region: text('eu-central-1')
        .regex(REGION, { error: ({ input }) => regionProblem(String(input)) })
        .meta({ description: 'Region of the work group.' }),
      account: readingAccount,
      partitions: partitions.meta({
        description: 'By which columns the table is partitioned, whether they are projected or listed in AWS Glue.',
      }),
    },
    mapping('a mapping of keys, such as table: audit.cloudtrail'),
  )
  .optional();

export function toAthenaTable(
  { table: name, account, partitions, ...rest }: NonNullable<z.output<typeof athena>>,
  accounts: readonly Account[],
): AthenaTable {
  const [database = '', table = ''] = name.split('.');
  const { account: accountColumn, region, date } = partitions;
  return {
    ...rest,
    database,
    table,
    account: readerOf(account, accounts),
    partitions: {
      ...(accountColumn !== undefined && { account: accountColumn }),
      ...(region !== undefined && { region }),
      // The schema has counted them.
      ...(date !== undefined && { date: date as unknown as NonNullable<AthenaPartitions['date']> }),
    },
  };
}
