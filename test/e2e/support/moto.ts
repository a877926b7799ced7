import { freePort } from './free-port.ts';
import { ServerProcess } from './server-process.ts';
import { motoServerBinary } from './tools.ts';

/** moto, an AWS that is not ours: empty accounts, in memory. Gives its address. */
export async function startMoto(): Promise<string> {
  const port = await freePort();
  const server = new ServerProcess(await motoServerBinary(), ['-H', '127.0.0.1', '-p', String(port)], {
    PATH: process.env.PATH,
  });
  const url = `http://127.0.0.1:${port}`;
  await server.until('moto answers', async () => ((await fetch(`${url}/moto-api/data.json`)).ok ? true : undefined));
  return url;
}
