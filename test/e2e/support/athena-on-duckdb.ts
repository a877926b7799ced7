/** DuckDB over files of CloudTrail: it answers what Athena is asked, and what a test asks for itself. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { CloudTrailRecord } from '../../support/cloudtrail-records.ts';
import type { AthenaAnswer } from '../../support/fake-aws/athena.ts';
import { activityPython } from './tools.ts';

const PROGRAM = path.join(import.meta.dirname, 'athena-on-duckdb.py');
const PYTHON = await activityPython();

/** @param asked `sql` and `parameters` of Athena, or `oracle` in DuckDB's own SQL. */
export function askDuckdb(folder: string, asked: object): AthenaAnswer {
  const { status, stdout, stderr } = spawnSync(PYTHON, [PROGRAM], {
    input: JSON.stringify({ folder, ...asked }),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1));
  return JSON.parse(stdout) as AthenaAnswer;
}

/** As a trail writes them: a file lies in the folder of the day on which it was written, ten minutes after the event. */
export function writeTrailFiles(folder: string, records: readonly CloudTrailRecord[]): void {
  for (const [index, record] of records.entries()) {
    const { recipientAccountId, awsRegion, eventTime } = record;
    const day = new Date(Date.parse(String(eventTime)) + 600_000).toISOString().slice(0, 10).replaceAll('-', '/');
    const place = path.join(folder, 'AWSLogs', String(recipientAccountId), 'CloudTrail', String(awsRegion), day);
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, `${index}.json.gz`), gzipSync(JSON.stringify({ Records: [record] })));
  }
}
