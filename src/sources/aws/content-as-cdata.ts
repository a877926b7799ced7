import { Readable } from 'node:stream';
import type { ClientPlugin } from './client-plugin.ts';

const OPEN = Buffer.from('<Content>');
const CLOSE = Buffer.from('</Content>');

/**
 * A plugin for the SDK's client that wraps the report in an answer's `<Content>` into a CDATA section before it is parsed.
 *
 * The SDK's XML parser appends the text of an element one character at a time, which stops the event loop for over a second at
 * 50,000 users and fills the memory; a CDATA section it takes as a whole. Base64 needs no escapes, so that the
 * answer means the same.
 */
export function contentAsCdata(): ClientPlugin {
  return {
    applyToStack(stack) {
      stack.add(
        (next) => async (args) => {
          const result = await next(args);
          const response = result.response as { body: AsyncIterable<Buffer> };
          const chunks: Buffer[] = [];
          for await (const chunk of response.body) chunks.push(chunk);
          response.body = Readable.from([wrapContent(Buffer.concat(chunks))]);
          return result;
        },
        // Between the deserializer and the wire.
        { step: 'deserialize', priority: 'low', name: 'contentAsCdata' },
      );
    },
  };
}

function wrapContent(xml: Buffer): Buffer {
  const open = xml.indexOf(OPEN);
  const close = xml.lastIndexOf(CLOSE);
  if (open < 0 || close < 0) return xml;
  const start = open + OPEN.length;
  return Buffer.concat([
    xml.subarray(0, start),
    Buffer.from('<![CDATA['),
    xml.subarray(start, close),
    Buffer.from(']]>'),
    xml.subarray(close),
  ]);
}
