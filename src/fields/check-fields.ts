/** The values of a check: what it is, and where people read of it. */
import { type Check, CIS_VERSIONS } from '../checks/check.ts';
import { checkPage } from '../model/documentation.ts';
import { type Field, TEXT } from './field.ts';

export const CHECK_TITLE: Field<Check> = {
  name: 'title',
  type: TEXT,
  always: true,
  csv: true,
  help: 'The check in words.',
  read: ({ title }) => title,
};

export const CHECK_REFERENCES: readonly Field<Check>[] = [
  {
    name: 'cis',
    type: {
      type: 'object',
      properties: Object.fromEntries(CIS_VERSIONS.map((version) => [version, TEXT])),
      additionalProperties: false,
    },
    help: 'Controls of the CIS AWS Foundations Benchmark, by its version.',
    read: ({ cis }) => cis,
  },
  { name: 'securityhub', type: TEXT, help: 'Control of AWS Security Hub.', read: ({ securityHub }) => securityHub },
  {
    name: 'documentation',
    type: TEXT,
    always: true,
    help: "AWS's page on the subject.",
    read: ({ documentation }) => documentation,
  },
  {
    name: 'fix',
    type: TEXT,
    always: true,
    help: 'Address of the page that says how to fix it, step by step.',
    read: ({ id }) => checkPage(id),
  },
];
