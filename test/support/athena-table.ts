/** A table of Athena over files of CloudTrail, as AWS's user guide makes it, and the rows that records are in it. */
import type { CloudTrailRecord } from './cloudtrail-records.ts';
import type { AthenaAnswer, GivenTable } from './fake-aws/athena.ts';

const USER_IDENTITY =
  'struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,' +
  'onbehalfof:struct<userid:string,identitystorearn:string>,' +
  'sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,' +
  'sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,' +
  'ec2roledelivery:string,webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>>';

/** Source: CloudTrail user guide, "Creating the table for CloudTrail logs in Athena using partition projection". */
export const CLOUDTRAIL_COLUMNS: GivenTable['columns'] = {
  eventversion: 'string',
  useridentity: USER_IDENTITY,
  eventtime: 'string',
  eventsource: 'string',
  eventname: 'string',
  awsregion: 'string',
  sourceipaddress: 'string',
  useragent: 'string',
  errorcode: 'string',
  errormessage: 'string',
  requestparameters: 'string',
  responseelements: 'string',
  additionaleventdata: 'string',
  requestid: 'string',
  eventid: 'string',
  readonly: 'string',
  resources: 'array<struct<arn:string,accountid:string,type:string>>',
  eventtype: 'string',
  apiversion: 'string',
  recipientaccountid: 'string',
  serviceeventdetails: 'string',
  sharedeventid: 'string',
  vpcendpointid: 'string',
  eventcategory: 'string',
};

/** All of these records, whatever the query asks for: which they are is for a real engine to say. */
export function rowsOf(sql: string, records: readonly CloudTrailRecord[]): AthenaAnswer {
  const selected = [...sql.slice(0, sql.indexOf(' FROM ')).matchAll(/([\w.]+) AS "(\w+)"/g)];
  return {
    columns: selected.map(([, , name = '']) => name),
    rows: records.map((record) => selected.map(([, column = '']) => cellOf(record, column.split('.')))),
  };
}

function cellOf(record: CloudTrailRecord, path: readonly string[]): string | null {
  const value = path.reduce<unknown>((part, name) => {
    if (typeof part !== 'object' || part === null) return undefined;
    return Object.entries(part).find(([key]) => key.toLowerCase() === name)?.[1];
  }, record);
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
