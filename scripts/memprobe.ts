import { spawn } from 'node:child_process';
import { readFile, writeFile, mkdtemp } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { startFakeAws } from '../test/support/fake-aws/server.ts';
import { reportOf } from './bench/reports.ts';
import { awsEnvironment } from './bench/exporter.ts';
const [usersText, secondsText, interval, ...dists] = process.argv.slice(2);
const users = Number(usersText), seconds = Number(secondsText);
await using aws = await startFakeAws({ accounts: [{ accountId: '111122223333', csv: reportOf(users), generatedTime: Date.now(), expire: false }] });
await Promise.all(dists.map(async (spec) => {
  const [dist, ...flags] = spec.split(' ');
  const folder = await mkdtemp('/tmp/mem/x');
  await writeFile(`${folder}/c.yaml`, JSON.stringify({ refreshInterval: interval }));
  const child = spawn(process.execPath, [...flags, dist!, '--web.listen-address=127.0.0.1:0', `--config.file=${folder}/c.yaml`], { stdio: ['ignore', 'inherit', 'pipe'], env: { PATH: process.env.PATH, ...awsEnvironment(aws.url) } });
  const port = await new Promise<number>((resolve) => createInterface({ input: child.stderr! }).on('line', (l) => { const j = JSON.parse(l); if (j.port) resolve(j.port); else if (j.level !== 'info') console.error(l.slice(0, 500)); }));
  const rss: number[] = [];
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    await (await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { 'accept-encoding': 'gzip' } })).arrayBuffer();
    const s = await readFile(`/proc/${child.pid}/status`, 'utf8');
    rss.push(Math.round(Number(/VmRSS:\s+(\d+)/.exec(s)![1]) / 1024));
    await setTimeout(7000);
  }
  const s = await readFile(`/proc/${child.pid}/status`, 'utf8');
  const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  console.log(spec, 'peak MB', Math.round(Number(/VmHWM:\s+(\d+)/.exec(s)![1]) / 1024), rss.join(' '), /operation="GetCredentialReport",outcome="success"} (\d+)/.exec(page)?.[0], (page.match(/^aws_iam_user_info/gm) ?? []).length);
  child.kill('SIGTERM');
}));
process.exit(0);
