/** Who may ask: before any route, the headers, the limit and the login of `--web.config.file`. */
import type { NextFunction, Request, Response } from 'express';
import type { SteadyClock } from '../model/clock.ts';
import type { WebSettings } from '../model/web-settings.ts';
import { createLogins, type Logins } from './logins.ts';
import { createRateLimit } from './rate-limit.ts';
import { sendText } from './send-text.ts';

export type Guard = (request: Request, response: Response, next: NextFunction) => Promise<void>;

export interface GuardInput {
  readonly settings: () => Promise<WebSettings>;
  readonly clock: Pick<SteadyClock, 'passed'>;
  readonly logins?: Logins;
}

export function createGuard({ settings, clock, logins = createLogins() }: GuardInput): Guard {
  const mayCome = createRateLimit(clock);
  return async (request, response, next) => {
    const { headers, rateLimit, users } = await settings();
    response.set(headers);
    if (!mayCome(rateLimit)) {
      response.set('Retry-After', '1');
      sendText(response, 429, 'too many requests: the rate_limit of the web configuration is reached');
      return;
    }
    if (users.size === 0) {
      next();
      return;
    }
    const { socket } = request;
    const outcome = await logins(
      {
        authorization: request.headers.authorization,
        from: socket.remoteAddress ?? '',
        isGone: () => socket.destroyed,
      },
      users,
    );
    if (outcome === 'in') {
      next();
    } else if (outcome === 'busy') {
      response.set('Retry-After', '1');
      sendText(response, 503, 'too many logins are being checked: come back in a second');
    } else {
      response.set('WWW-Authenticate', 'Basic realm="iam-credential-exporter", charset="UTF-8"');
      sendText(response, 401, 'this needs a user and a password of the web configuration');
    }
  };
}
