import { EventEmitter, once } from 'node:events';
import { Agent, request } from 'node:http';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { Scrape } from '../../src/exposition/exposition.ts';
import { listen } from '../../src/web/server.ts';
import { rawRequest } from '../support/raw-request.ts';
import { app, serve } from './serve.ts';

/** Well below the 5 s after which both Node and the server give up on a connection. */
const AT_ONCE = 4_000;

const agents: Agent[] = [];

afterEach(() => {
  for (const agent of agents.splice(0)) agent.destroy();
  jest.useRealTimers();
});

function keepAliveAgent(): Agent {
  const agent = new Agent({ keepAlive: true });
  agents.push(agent);
  return agent;
}

/** An exposition that answers when it is told to. */
function held(chunks: Buffer[]) {
  const events = new EventEmitter();
  const isAsked = once(events, 'asked');
  const scrape = async (): Promise<Scrape> => {
    const isTold = once(events, 'told');
    events.emit('asked');
    await isTold;
    return { contentType: 'text/plain', byteLength: chunks.reduce((sum, { length }) => sum + length, 0), chunks };
  };
  return { exposition: { scrape }, isAsked, answer: () => events.emit('told') };
}

describe('listen', () => {
  test('tells the port that it was given', async () => {
    const server = await serve();

    expect(server.address).toBe('127.0.0.1');
    expect((await rawRequest({ port: server.port, path: '/-/healthy' })).body.toString()).toBe('healthy\n');
  });

  test('rejects with the error of Node if the port is taken', async () => {
    const { port } = await serve();

    await expect(
      listen(app(), { host: '127.0.0.1', port }, { debug: () => undefined, warn: () => undefined }),
    ).rejects.toMatchObject({
      code: 'EADDRINUSE',
      port,
    });
  });
});

describe('close', () => {
  test(
    'ends connections that are idle',
    async () => {
      const server = await serve();
      const agent = keepAliveAgent();
      await rawRequest({ port: server.port, path: '/-/healthy', agent });
      expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);

      await server.close();

      await expect(rawRequest({ port: server.port, path: '/-/healthy' })).rejects.toMatchObject({
        code: 'ECONNREFUSED',
      });
    },
    AT_ONCE,
  );

  test(
    'lets a running answer finish, takes no more, and does not wait for its connection afterwards',
    async () => {
      const { exposition, isAsked, answer } = held([Buffer.from('done\n')]);
      const server = await serve({ exposition });
      const running = rawRequest({ port: server.port, path: '/metrics', agent: keepAliveAgent() });
      await isAsked;

      const closed = server.close();
      await expect(rawRequest({ port: server.port, path: '/metrics' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
      answer();

      expect((await running).body.toString()).toBe('done\n');
      await closed;
    },
    AT_ONCE,
  );

  test(
    'lets a large answer finish that a slow client is still reading',
    async () => {
      const body = Buffer.alloc(16 * 1024 * 1024, 'x');
      const scrape = () => Promise.resolve({ contentType: 'text/plain', byteLength: body.length, chunks: [body] });
      const server = await serve({ exposition: { scrape } });
      const asking = request({ host: '127.0.0.1', port: server.port, path: '/metrics', agent: false }).end();
      const [answer] = (await once(asking, 'response')) as [AsyncIterable<Buffer>];

      const closed = server.close();
      let received = 0;
      for await (const chunk of answer) received += chunk.length;

      expect(received).toBe(body.length);
      await closed;
    },
    AT_ONCE,
  );

  test(
    'cuts an answer that is not there after five seconds',
    async () => {
      const { exposition, isAsked } = held([]);
      const server = await serve({ exposition });
      const running = expect(rawRequest({ port: server.port, path: '/metrics' })).rejects.toMatchObject({
        code: 'ECONNRESET',
      });
      await isAsked;
      jest.useFakeTimers({
        doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'performance'],
      });

      const closed = server.close();
      jest.advanceTimersByTime(4_999);
      expect(jest.getTimerCount()).toBe(1);
      jest.advanceTimersByTime(1);

      await closed;
      await running;
    },
    AT_ONCE,
  );
});
