/** Too few file descriptors, at the start and later. */
import { connect, type Socket } from 'node:net';
import { afterAll, expect, test } from '@jest/globals';
import { ServerProcess } from '../support/server-process.ts';
import { freePort } from '../support/free-port.ts';
import { exporterMain } from '../support/tools.ts';

const sockets: Socket[] = [];

afterAll(() => {
  for (const socket of sockets) socket.destroy();
});

function exporterWith(descriptors: number, port: number): ServerProcess {
  const command = `ulimit -n ${descriptors}; exec ${process.execPath} ${exporterMain} --web.listen-address=127.0.0.1:${port}`;
  const environment = { PATH: process.env.PATH, AWS_EC2_METADATA_DISABLED: 'true' };
  return new ServerProcess('bash', ['-c', command], environment);
}

test.each([32, 48, 64, 96, 128])('with %d it says in words what is missing, and what to write', async (descriptors) => {
  const exporter = exporterWith(descriptors, 0);

  expect(await exporter.exited()).toMatchObject({ code: 1, signal: null });
  expect(exporter.output).toMatch(
    /^too few file descriptors: .*ulimit -n 1024.*LimitNOFILE=1024.*--ulimit nofile=1024/,
  );
  expect(exporter.output.trim().split('\n')).toHaveLength(1);
});

test('when connections take all of them it lives on, fills no log, and serves again', async () => {
  const port = await freePort();
  const exporter = exporterWith(224, port);
  const get = (route: string) => fetch(`http://127.0.0.1:${port}${route}`);
  await exporter.until('the start', async () => (await get('/-/healthy')).ok || undefined);
  const before = exporter.output;

  for (let count = 0; count < 500; count += 1) {
    sockets.push(connect(port, '127.0.0.1').on('error', () => undefined));
  }
  await Promise.all(
    sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve).once('close', resolve))),
  );

  // Idle connections end soon.
  for (const route of ['/-/healthy', '/metrics']) {
    await exporter.until(`${route} again`, async () => (await get(route)).ok || undefined);
  }
  const added = exporter.output
    .slice(before.length)
    .trim()
    .split('\n')
    .filter((line) => !line.includes('"account"'));
  expect(added.length).toBeLessThanOrEqual(2);
  expect(await exporter.stop('SIGTERM')).toMatchObject({ code: 0, signal: null });
});
