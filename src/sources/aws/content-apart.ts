import { Readable } from 'node:stream';
import { reportTooLarge } from '../../model/report-size.ts';
import { answerTooLarge, XML_ANSWERS } from './bound-answers.ts';
import type { ClientPlugin } from './client-plugin.ts';

const OPEN = Buffer.from('<Content>');
const CLOSE = 0x3c; // `<`, which base64 has not.
/** The report begins in the first bytes of an answer, if there is one. */
const LONGEST_HEAD = 64 * 1024;
const FIRST_SIZE = 64 * 1024;

/**
 * A plugin for a command of the SDK that takes the report in an answer's `<Content>` apart while it arrives. The SDK parses the
 * answer without it, and gets the decoded bytes back as the output's `Content`.
 *
 * The SDK's XML parser appends the text of an element one character at a time, which stops the event loop for over a second at
 * 50,000 users; and the report would be in memory as chunks, as text, as base64 and as bytes at the same time.
 *
 * @param sizeLimit bytes of a report. A larger one is a RefreshFailure, and the connection is closed as soon as that is known.
 */
export function contentApart(sizeLimit: number): ClientPlugin {
  const reports = new WeakMap<object, Uint8Array>();
  return {
    applyToStack(stack) {
      stack.add(
        (next, context) => async (args) => {
          const result = await next(args);
          const report = reports.get(context);
          reports.delete(context);
          if (report !== undefined && result.output !== undefined) Object.assign(result.output, { Content: report });
          return result;
        },
        // Around the deserializer.
        { step: 'deserialize', priority: 'high', name: 'putContentBack' },
      );
      stack.add(
        (next, context) => async (args) => {
          const result = await next(args);
          const response = result.response as {
            body: AsyncIterable<Buffer>;
            headers: Readonly<Record<string, string>>;
          };
          const length = Number(response.headers['content-length'] ?? 0);
          const { xml, report } = await takeApart(response.body, length, sizeLimit);
          if (report !== undefined) reports.set(context, report);
          response.body = Readable.from([xml]);
          return result;
        },
        // Between the deserializer and the wire.
        { step: 'deserialize', priority: 'low', name: 'takeContentApart' },
      );
    },
  };
}

/** The answer without the text of its `<Content>`, and what that text decodes to; undefined where the answer has no such element. */
async function takeApart(
  body: AsyncIterable<Buffer>,
  length: number,
  sizeLimit: number,
): Promise<{ xml: Buffer; report: Uint8Array | undefined }> {
  let head = Buffer.alloc(0);
  const tail: Buffer[] = [];
  let tailLength = 0;
  let decoder: Base64Decoder | undefined;
  let closed = false;
  for await (const chunk of body) {
    let rest = chunk;
    if (decoder === undefined && head.length < LONGEST_HEAD) {
      head = Buffer.concat([head, chunk]);
      const open = head.indexOf(OPEN);
      if (open < 0) continue;
      rest = head.subarray(open + OPEN.length);
      head = head.subarray(0, open + OPEN.length);
      decoder = createBase64Decoder(length, sizeLimit);
    }
    if (decoder !== undefined && !closed) {
      const close = rest.indexOf(CLOSE);
      decoder.add(close < 0 ? rest : rest.subarray(0, close));
      if (close < 0) continue;
      closed = true;
      rest = rest.subarray(close);
    }
    tail.push(rest);
    tailLength += rest.length;
    if (tailLength > XML_ANSWERS.mostBytes) throw answerTooLarge(XML_ANSWERS);
  }
  return { xml: Buffer.concat([head, ...tail]), report: decoder?.end() };
}

interface Base64Decoder {
  add(bytes: Buffer): void;
  end(): Uint8Array;
}

/** Decodes into one buffer, which grows if it has to. @param length of the text, as far as it is known: it may be anything. */
function createBase64Decoder(length: number, sizeLimit: number): Base64Decoder {
  const expected = Math.min(Math.ceil(length * 0.75), sizeLimit);
  let decoded = Buffer.allocUnsafe(Math.max(FIRST_SIZE, expected));
  let written = 0;
  /** Fewer than four characters, which are no whole group yet. */
  let open = '';

  function write(text: string): void {
    if (written + Buffer.byteLength(text, 'base64') > sizeLimit) throw reportTooLarge(sizeLimit);
    while (decoded.length < written + Math.ceil(text.length * 0.75)) {
      decoded = Buffer.concat([decoded], decoded.length * 2);
    }
    written += decoded.write(text, written, 'base64');
  }

  return {
    add(bytes) {
      const text = open + bytes.toString('latin1').replaceAll(/\s/g, '');
      const whole = text.length - (text.length % 4);
      open = text.slice(whole);
      write(text.slice(0, whole));
    },
    end() {
      write(open);
      return decoded.subarray(0, written);
    },
  };
}
