/** Which fields of a record a table of Athena has, by the types that Glue says. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recordColumns, recordOf } from '../../../../src/sources/aws/athena-columns.ts';
import { columnType } from '../../../../src/sources/aws/hive-type.ts';
import { CLOUDTRAIL_COLUMNS } from '../../../support/athena-table.ts';

function fieldsOf(columns: Readonly<Record<string, string>>): string[] {
  return recordColumns(new Map(Object.entries(columns))).columns.map(({ field }) => field);
}

test("the table of AWS's user guide has all that is needed", () => {
  expect(recordColumns(new Map(Object.entries(CLOUDTRAIL_COLUMNS))).missing).toEqual([]);
});

test('of a struct, the fields are found in their brackets, whatever stands before them', () => {
  const useridentity =
    'struct<attributes:map<string,array<string>>, type:string, sessionContext:struct<x:decimal(3,2),sessionissuer:struct<arn:string>>,username:varchar(64)>';

  expect(fieldsOf({ useridentity })).toEqual([
    'userIdentity.type',
    'userIdentity.userName',
    'userIdentity.sessionContext.sessionIssuer.arn',
  ]);
});

test('an addendum is read as text or as a struct', () => {
  expect(fieldsOf({ addendum: 'string' })).toEqual(['addendum']);
  expect(fieldsOf({ addendum: 'struct<reason:string,originaleventid:string>' })).toEqual([
    'addendum.reason',
    'addendum.originalEventID',
  ]);
});

test('a table of other columns is none of CloudTrail', () => {
  expect(recordColumns(new Map([['time', 'bigint']])).missing).toContain('eventTime');
});

test('what a table has is put where CloudTrail has it; what is null is not there, and what is no JSON says nothing', () => {
  const { columns } = recordColumns(
    new Map([
      ['eventname', 'string'],
      ['errorcode', 'string'],
      ['useridentity', 'struct<type:string>'],
      ['requestparameters', 'string'],
      ['responseelements', 'string'],
    ]),
  );

  expect(recordOf(columns, ['CreateUser', undefined, 'IAMUser', '{"userName":"eve"}', '{"userName'])).toEqual({
    eventName: 'CreateUser',
    userIdentity: { type: 'IAMUser' },
    requestParameters: { userName: 'eve' },
    responseElements: undefined,
  });
});

test('a sign-in of Identity Center that failed has failed in a table too', () => {
  const { columns } = recordColumns(new Map([['serviceeventdetails', 'string']]));
  expect(recordOf(columns, ['{"CredentialVerification":"Failure"}'])).toEqual({
    serviceEventDetails: { CredentialVerification: 'Failure' },
  });
});

test('any text is a type', () => {
  const text = fc.string({ unit: fc.constantFrom('struct', '<', '>', ':', ',', '(', ')', ' ', 'a', 'string') });
  fc.assert(fc.property(text, (type) => columnType(type).fields instanceof Map));
});
