import { RefreshFailure } from '../../model/refresh-failure.ts';
import { failureReason } from './aws-failure.ts';
import type { ClientPlugin } from './client-plugin.ts';

/**
 * A plugin for the SDK's clients by which a call that AWS refuses for its credentials is made once more, with new ones: a session may
 * have been revoked, or a key rotated, long before the SDK would ask anew.
 *
 * @param renew sees to it that the next call gets others than those with this access key.
 * @param giveUp the same, once AWS has refused the new ones too.
 */
export function renewCredentials(
  renew: (accessKeyId: string) => void | Promise<void>,
  giveUp: (accessKeyId: string) => void = () => undefined,
): ClientPlugin {
  return {
    applyToStack(stack) {
      stack.add(
        (next, context) => async (args) => {
          try {
            return await next(args);
          } catch (error) {
            await afterRefusal(error, context, renew);
          }
          try {
            return await next(args);
          } catch (error) {
            await afterRefusal(error, context, giveUp);
            throw error;
          }
        },
        // Around the resolving of credentials and the signature.
        { step: 'initialize', priority: 'high', name: 'renewCredentials', override: true },
      );
    },
  };
}

/** Throws any other error. */
async function afterRefusal(
  error: unknown,
  context: object,
  call: (accessKeyId: string) => void | Promise<void>,
): Promise<void> {
  const accessKeyId = signedWith(context);
  if (accessKeyId === undefined || !isRefusal(error)) throw error;
  await call(accessKeyId);
}

function isRefusal(error: unknown): boolean {
  // One that says so itself comes from the credentials, which recover by themselves, and not from an answer.
  if (error instanceof RefreshFailure) return false;
  return failureReason(error) === 'credentials';
}

/** The SDK keeps here what it signed with. */
function signedWith(context: object): string | undefined {
  const { __smithy_context: smithy } = context as {
    __smithy_context?: { selectedHttpAuthScheme?: { identity?: { accessKeyId?: string } } };
  };
  return smithy?.selectedHttpAuthScheme?.identity?.accessKeyId;
}
