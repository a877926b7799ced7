import { Readable } from 'node:stream';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { formatSize } from '../../model/report-size.ts';
import type { ClientPlugin } from './client-plugin.ts';
import { describeForeign } from './failure-words.ts';

/** How a protocol's answers look. */
export interface AnswerForm {
  readonly mostBytes: number;
  /** The beginning of every answer; absent: the SDK itself refuses what has another form. */
  readonly head?: RegExp;
  readonly services: string;
}

export const XML_ANSWERS: AnswerForm = {
  // A page of a thousand users with their inline policies takes one or two; the report has a limit of its own.
  mostBytes: 8 * 1024 * 1024,
  // The element around every answer, such as `<AssumeRoleResponse`.
  head: /^(?:\xEF\xBB\xBF)?\s*(?:<\?xml[^>]*>\s*)?<[A-Z][A-Za-z]+Response\b/,
  services: 'IAM or STS',
};

export const JSON_ANSWERS: AnswerForm = {
  // Fifty events of CloudTrail, of 256 KB each at most, as texts within JSON.
  mostBytes: 32 * 1024 * 1024,
  services: 'a service that speaks JSON',
};

const LONGEST_HEAD = 512;

/**
 * A plugin for the SDK's clients by which an answer that is larger than any of the services is a RefreshFailure, and so is one that
 * is none of theirs, such as the page of a login. The SDK would take the one into memory to its end and then parse it in one go, and the
 * other for an answer without content.
 */
export function boundAnswers(form: AnswerForm): ClientPlugin {
  return {
    applyToStack(stack) {
      stack.add(
        (next) => async (args) => {
          const result = await next(args);
          const response = result.response as { statusCode: number; body: AsyncIterable<Uint8Array> };
          const body = await readWhole(response.body, form);
          if (response.statusCode === 200 && form.head?.test(body.toString('latin1', 0, LONGEST_HEAD)) === false) {
            throw new RefreshFailure('service', describeForeign(response.statusCode));
          }
          response.body = Readable.from([body]);
          return result;
        },
        // Between the deserializer and the wire, and around what takes the report out of an answer.
        { step: 'deserialize', priority: 'low', name: 'boundAnswers', override: true },
      );
    },
  };
}

async function readWhole(body: AsyncIterable<Uint8Array>, form: AnswerForm): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    // Leaving the loop closes the connection.
    if (length > form.mostBytes) throw answerTooLarge(form);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function answerTooLarge({ mostBytes, services }: AnswerForm): RefreshFailure {
  return new RefreshFailure(
    'service',
    `AWS answered with more than ${formatSize(mostBytes)}, which is no answer of ${services}`,
  );
}
