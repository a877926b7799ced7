/** Where a request went: neither the SDK's errors nor those of the agents for proxies say so. */
import type { IAMClientConfig } from '@aws-sdk/client-iam';

export interface Route {
  readonly host: string;
  /** undefined: none was in between. */
  readonly proxy?: {
    /** That names it. */
    readonly variable: string;
    /** With its port, without a login. */
    readonly host: string;
  };
}

/** One, and not the options of one. */
export type RequestHandler = Extract<
  NonNullable<IAMClientConfig['requestHandler']>,
  { readonly handle: unknown; readonly updateHttpClientConfig: unknown }
>;

/** Of the SDK, as far as it is looked at here. */
interface Request {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
}
interface Answer {
  readonly response: { readonly statusCode: number; readonly headers: Readonly<Record<string, string>> };
}
type Handle = (request: Request, options?: object) => Promise<Answer>;

/** What the agent says of a proxy that does not answer CONNECT as one, without a code. */
const NO_PROXY: readonly (readonly [said: RegExp, code: string])[] = [
  [/^Proxy connection ended before/, 'ECONNRESET'],
  [/^(?:No|Invalid) header .*from proxy/s, 'HPE_INVALID_HEADER_TOKEN'],
];

/** The same handler, which notes on each error of a connection which way the request went. */
export function notingRoutes(handler: RequestHandler, routeOf: (url: string) => Route['proxy']): RequestHandler {
  return handling(handler, async (handle, request) => {
    try {
      return await handle();
    } catch (error) {
      const { protocol, hostname, port } = request;
      const proxy = routeOf(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`);
      if (error instanceof Error) {
        const route: Route = { host: hostname, ...(proxy !== undefined && { proxy }) };
        Object.assign(error, { route, ...(proxy !== undefined && codeOf(error)) });
      }
      throw error;
    }
  });
}

/** The same handler, with something around each request. */
export function handling(
  handler: RequestHandler,
  around: (handle: () => Promise<Answer>, request: Request) => Promise<Answer>,
): RequestHandler {
  const handle = handler.handle.bind(handler) as Handle;
  return {
    metadata: handler.metadata ?? { handlerProtocol: 'http/1.1' },
    handle: (request: Request, options?: object) => around(() => handle(request, options), request),
    destroy: () => handler.destroy?.(),
    updateHttpClientConfig: (key, value) => handler.updateHttpClientConfig(key, value),
    httpHandlerConfigs: () => handler.httpHandlerConfigs(),
  };
}

function codeOf(error: NodeJS.ErrnoException): { code?: string } {
  const code = error.code ?? NO_PROXY.find(([said]) => said.test(error.message))?.[1];
  return code === undefined ? {} : { code };
}
