import { expect, test } from '@jest/globals';
import { partitionOf, regionProblem } from '../../../src/config/region.ts';

const NO_REGION = 'must be the code of a region in lower case, such as "eu-central-1"';

test.each([
  ['Ireland', 'eu-west-1'],
  ['Frankfurt', 'eu-central-1'],
  ['Frankfurt (eu)', 'eu-central-1'],
  ['Europe (Frankfurt)', 'eu-central-1'],
  ['US East (N. Virginia)', 'us-east-1'],
  ['Canada West (Calgary)', 'ca-west-1'],
  ['Canada (Central)', 'ca-central-1'],
  ['AWS GovCloud (US-West)', 'us-gov-west-1'],
  ['sao paulo', 'sa-east-1'],
  ['Irland', 'eu-west-1'],
  ['eu-wset-1', 'eu-west-1'],
  ['eu_central_1', 'eu-central-1'],
  ['us-gov-esat-1', 'us-gov-east-1'],
  ['eu-west-1a', 'eu-west-1'],
])('%s: did you mean %s?', (text, region) => {
  expect(regionProblem(text)).toBe(`${NO_REGION}: did you mean ${region}?`);
});

test.each(['global', '*', '', '1', 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY'])('"%s" is like no region', (text) => {
  expect(regionProblem(text)).toBe(NO_REGION);
});

test('what is wrong in case or blanks alone is told as what to write', () => {
  expect(regionProblem(' EU-West-1')).toBe('write eu-west-1, in lower case and without blanks');
});

test('a region that is newer than this program is none of its business', () => {
  expect(regionProblem('eu-north-9')).toBeUndefined();
});

test.each([
  ['us-east-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['us-isof-south-1', 'aws-iso-f'],
  ['eusc-de-east-1', 'aws-eusc'],
])('%s is of the partition %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});
