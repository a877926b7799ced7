/** Whether AWS throttled when it last answered a call: while the SDK waits to try again by itself, it tells nobody. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { failureReason } from './aws-failure.ts';
import type { ClientPlugin } from './client-plugin.ts';

export interface LastAnswer {
  /** The error of an answer that throttles; absent: AWS answered otherwise, or not at all. */
  throttle?: unknown;
}

/** By it an answer finds the call that it is for: the SDK's middleware knows no signal, and a call may first ask for a role. */
const calls = new AsyncLocalStorage<LastAnswer>();

/** Notes the answers of the call, in which clients with the plugin are asked. */
export function noteAnswers<Answer>(last: LastAnswer, call: () => Promise<Answer>): Promise<Answer> {
  return calls.run(last, call);
}

/** A plugin for the SDK's clients. */
export function noteThrottling(): ClientPlugin {
  return {
    applyToStack(stack) {
      stack.add(
        (next) => async (args) => {
          const last = calls.getStore() ?? {};
          try {
            const result = await next(args);
            delete last.throttle;
            return result;
          } catch (error) {
            if (failureReason(error) === 'throttled') last.throttle = error;
            else delete last.throttle;
            throw error;
          }
        },
        // Around the deserializer, which tells an error from an answer, and inside the retries.
        { step: 'deserialize', priority: 'high', name: 'noteThrottling', override: true },
      );
    },
  };
}
