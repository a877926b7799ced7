/** How requests for credentials end: a link of the credential chain keeps the status and the error of the portal of SSO to itself. */
import { handling, type RequestHandler } from './route.ts';

export type Exchange =
  | { readonly error: unknown }
  /** @property isForeign whether something else than AWS answered, such as a proxy. */
  | { readonly status: number; readonly isForeign: boolean };

export function followExchanges(handler: RequestHandler, exchanged: (exchange: Exchange) => void): RequestHandler {
  return handling(handler, async (handle) => {
    try {
      const answer = await handle();
      const { statusCode: status, headers } = answer.response;
      exchanged({ status, isForeign: !isOfAws(headers) });
      return answer;
    } catch (error) {
      exchanged({ error });
      throw error;
    }
  });
}

/** AWS numbers its requests, and answers in JSON or XML. */
function isOfAws(headers: Readonly<Record<string, string>>): boolean {
  const { 'content-type': type = '' } = headers;
  return 'x-amzn-requestid' in headers || 'x-amzn-errortype' in headers || /\b(?:json|xml)\b(?!;.*html)/.test(type);
}
