import { Readable } from 'node:stream';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { formatSize } from '../../model/report-size.ts';
import type { ClientPlugin } from './client-plugin.ts';

/** A page of a thousand users with their inline policies takes one or two; the report has a limit of its own. */
export const MOST_BYTES = 8 * 1024 * 1024;

/**
 * A plugin for the SDK's clients by which an answer that is larger than any of IAM and STS is a RefreshFailure. The SDK would take it
 * into memory to its end and then parse it in one go.
 */
export function boundAnswers(): ClientPlugin {
  return {
    applyToStack(stack) {
      stack.add(
        (next) => async (args) => {
          const result = await next(args);
          const response = result.response as { body: AsyncIterable<Uint8Array> };
          response.body = Readable.from([await readWhole(response.body)]);
          return result;
        },
        // Between the deserializer and the wire, and around what takes the report out of an answer.
        { step: 'deserialize', priority: 'low', name: 'boundAnswers', override: true },
      );
    },
  };
}

async function readWhole(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    // Leaving the loop closes the connection.
    if (length > MOST_BYTES) throw answerTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function answerTooLarge(): RefreshFailure {
  return new RefreshFailure(
    'service',
    `AWS answered with more than ${formatSize(MOST_BYTES)}, which is no answer of IAM or STS`,
  );
}
