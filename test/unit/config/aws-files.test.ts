import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { checkAwsFiles } from '../../../src/config/aws-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('a line break in the token of a container is warned of, as the SDK then asks without the token', async () => {
  const file = path.join(await temporaryFolder(), 'token');
  await writeFile(file, 'tok\n');
  const { warnings } = checkAwsFiles({ AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file });
  await writeFile(file, 'tok');

  expect(warnings).toEqual([expect.stringContaining('AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: the token in the file')]);
  expect(checkAwsFiles({ AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file }).warnings).toEqual([]);
  expect(checkAwsFiles({ AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/nowhere' }).warnings).toEqual([]);
});

test.each([
  ['[default]\nuse_fips_endpoint = True', {}, ['use_fips_endpoint of the profile']],
  ['[profile audit]\nuse_dualstack_endpoint=1\n[default]', { AWS_PROFILE: 'audit' }, ['use_dualstack_endpoint of']],
  ['[profile other]\nuse_fips_endpoint = True\n[default]\nregion = eu-west-1', {}, []],
  ['[default]\nuse_fips_endpoint = true # yes', {}, []],
  ['[default]\nuse_fips_endpoint = True', { AWS_USE_FIPS_ENDPOINT: 'false' }, []],
])('the profile %j is looked at with %j, as its words count like those of the variables', async (text, more, told) => {
  const file = path.join(await temporaryFolder(), 'config');
  await writeFile(file, text);

  expect(checkAwsFiles({ AWS_CONFIG_FILE: file, ...more }).problems).toEqual(
    told.map((words) => expect.stringContaining(words) as unknown),
  );
});

test('a bundle that is no PEM is refused', async () => {
  const file = path.join(await temporaryFolder(), 'ca.der');
  await writeFile(file, 'x');

  expect(checkAwsFiles({ AWS_CA_BUNDLE: file }).problems).toEqual([expect.stringContaining('no certificate')]);
});

test('a bundle that is not there is refused in words', () => {
  expect(checkAwsFiles({ AWS_CA_BUNDLE: '/nowhere/ca.pem' }).problems).toEqual([
    'AWS_CA_BUNDLE: the file cannot be read: there is no such file',
  ]);
});
