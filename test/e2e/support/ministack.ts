import { freePort } from './free-port.ts';
import { ServerProcess } from './server-process.ts';
import { ministackBinary } from './tools.ts';

/** ministack, an AWS that is neither ours nor moto, and right about keys: an empty account, in memory. Gives its address. */
export async function startMinistack(): Promise<string> {
  const port = await freePort();
  const server = new ServerProcess(await ministackBinary(), [], {
    PATH: process.env.PATH,
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
  });
  const url = `http://127.0.0.1:${port}`;
  await server.until('ministack answers', async () =>
    (await fetch(`${url}/_ministack/health`)).ok ? true : undefined,
  );
  return url;
}
