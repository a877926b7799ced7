import { expect, test } from '@jest/globals';
import type { ClientPlugin } from '../../../../src/sources/aws/client-plugin.ts';
import { renewCredentials } from '../../../../src/sources/aws/renew-credentials.ts';

type Middleware = (next: () => Promise<unknown>, context: object) => (args: object) => Promise<unknown>;

/** The middleware that the plugin adds. */
function middlewareOf({ applyToStack }: ClientPlugin): Middleware {
  let added: unknown;
  applyToStack({ add: (middleware: unknown) => void (added = middleware) } as never);
  return added as Middleware;
}

test('a key that AWS refuses twice is given up, so that the next call takes another one at once', async () => {
  const told: string[] = [];
  const plugin = renewCredentials(
    (key) => void told.push(`renew ${key}`),
    (key) => void told.push(`give up ${key}`),
  );
  const refusal = Object.assign(new Error('x'), { name: 'InvalidClientTokenId', $metadata: { httpStatusCode: 403 } });
  const context = { __smithy_context: { selectedHttpAuthScheme: { identity: { accessKeyId: 'AKIA' } } } };

  await expect(middlewareOf(plugin)(() => Promise.reject(refusal), context)({})).rejects.toBe(refusal);
  expect(told).toEqual(['renew AKIA', 'give up AKIA']);
});
