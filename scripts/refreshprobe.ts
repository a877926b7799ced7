import { startFakeAws } from '/work/main/test/support/fake-aws/server.ts';
import { reportOf } from '/work/main/scripts/bench/reports.ts';
import { awsEnvironment } from '/work/main/scripts/bench/exporter.ts';
import { execFileSync, execFile } from 'node:child_process';
import { promisify } from 'node:util';
const accounts = [[5000,'111122223333'],[50000,'444455556666']].map(([u,id]) => ({ accountId: id as string, csv: reportOf(u as number, id as string), generatedTime: Date.now() }));
await using aws = await startFakeAws({ accounts });
const roles = accounts.map(({ accountId }) => `arn:aws:iam::${accountId}:role/bench`);
for (const dir of process.argv.slice(2)) {
const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', `${dir}/scripts/bench/refresh-process.ts`, ...roles], { cwd: dir, env: { PATH: process.env.PATH, ...awsEnvironment(aws.url) } });
const med = (v: number[]) => [...v].sort((a,b)=>a-b)[Math.floor(v.length/2)]!;
for (const t of JSON.parse(stdout)) console.log(dir, 'refresh', med(t.refresh).toFixed(0), 'csv', med(t.csvParseAlone).toFixed(0), 'ratio', med(t.refresh.map((r: number,i: number)=>r/t.csvParseAlone[i])).toFixed(2), 'stall', t.longestStall.toFixed(0));
}
process.exit(0);
