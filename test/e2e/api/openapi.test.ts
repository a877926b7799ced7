/** The API of the built exporter is what its OpenAPI document says, as other people's programs see it. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startApiExporter } from '../support/api-exporter.ts';
import {
  type Finished,
  openApiValidatorBinary,
  output,
  repositoryRoot,
  run,
  schemathesisBinary,
} from '../support/tools.ts';

const OPENAPI = path.join(repositoryRoot, 'docs/openapi.json');
/** Of each operation. */
const MOST_EXAMPLES = 40;

let url: string;
beforeAll(async () => {
  ({ url } = await startApiExporter());
});

/** With every check of schemathesis, and always the same requests. @param document where it is. */
async function schemathesis(document: string, ...options: string[]): Promise<Finished> {
  const program = await schemathesisBinary();
  const folder = import.meta.dirname;
  const args = [
    `--config-file=${folder}/schemathesis.toml`,
    'run',
    document,
    `--url=${url}`,
    '--checks=all',
    '--seed=1',
  ];
  const env = {
    PATH: process.env.PATH ?? '',
    PYTHONPATH: folder,
    SCHEMATHESIS_HOOKS: 'formats',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  // It keeps what it finds in the folder that it runs in.
  const cwd = await temporaryFolder();
  const variables = Object.entries(env).map((entry) => entry.join('='));
  return run('env', [`--chdir=${cwd}`, ...variables, program, ...args, '--no-color', ...options]);
}

test('the exporter serves the document of the docs, and a validator takes it', async () => {
  const answer = await fetch(`${url}/api/v1/openapi.json`);

  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await answer.json()).toEqual(JSON.parse(readFileSync(OPENAPI, 'utf8')));
  expect(await output(await openApiValidatorBinary(), ['--schema', '3.1', OPENAPI])).toContain('OK');
});

test('schemathesis finds no answer that the document does not describe', async () => {
  const { code, stdout } = await schemathesis(`${url}/api/v1/openapi.json`, `--max-examples=${MOST_EXAMPLES}`);

  expect(stdout).toContain('No issues found');
  expect(stdout).toMatch(/Operations: +4 selected/);
  expect(code).toBe(0);
});

test('it would find one', async () => {
  const document = readFileSync(OPENAPI, 'utf8').replace(
    /"total": \{\s*"type": "integer"/,
    '"total": { "type": "string"',
  );
  const file = path.join(await temporaryFolder(), 'openapi.json');
  await writeFile(file, document);

  const { code, stdout } = await schemathesis(
    file,
    '--max-examples=1',
    '--phases=coverage',
    '--include-path=/api/v1/findings',
  );

  expect(code).toBe(1);
  expect(stdout).toMatch(/Response violates schema/);
});
