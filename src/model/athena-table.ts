/** The table of Athena over the files of a trail. The configuration has looked at each name: none holds a quote. */
export interface AthenaTable {
  readonly catalog: string;
  readonly database: string;
  readonly table: string;
  readonly workGroup: string;
  readonly region: string;
  /** The account by whose credentials it is read. */
  readonly account: string;
  readonly partitions: AthenaPartitions;
}

/** Names of the columns by which Athena finds the files of a day without reading the others. */
export interface AthenaPartitions {
  readonly account?: string;
  readonly region?: string;
  /** One column for the whole day, or one each for year, month and day. Absent: each question reads every file. */
  readonly date?: readonly [day: string] | readonly [year: string, month: string, day: string];
}
