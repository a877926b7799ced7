import { spawn } from 'node:child_process';
import { once } from 'node:events';

const PROGRAM = `
  const server = require('node:http').createServer((request, response) => response.end('healthy'));
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

export interface BareServer extends Disposable {
  readonly url: string;
}

/** A server as a process of its own that does nothing but answer: what waits for it waits for the machine. */
export async function startBareServer(): Promise<BareServer> {
  const child = spawn(process.execPath, ['-e', PROGRAM], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${port.toString().trim()}/`,
    [Symbol.dispose]: () => {
      child.kill();
    },
  };
}
