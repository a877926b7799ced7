import { jest } from '@jest/globals';
import { RefreshFailure } from '../../../../src/model/refresh-failure.ts';
import { createCredentialChain } from '../../../../src/sources/aws/credential-chain.ts';
import { createRequestHandler } from '../../../../src/sources/aws/request-handler.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { StandingClock } from '../../../support/standing-clock.ts';

export type Variables = Readonly<Record<string, string>>;

export const NOBODY = 'http://127.0.0.1:1';

/** The SDK asks a container endpoint four times, with pauses of a second in which nothing but a promise waits. */
export function skipPauses(): void {
  const { setTimeout } = globalThis;
  const wait = (callback: () => void, ms?: number) => setTimeout(callback, isPromise(callback) ? 0 : ms);
  jest.spyOn(globalThis, 'setTimeout').mockImplementation(wait);
}

function isPromise(callback: () => void): boolean {
  return callback.name === '' && callback.toString().includes('[native code]');
}

/** How the credential chain fails with these variables. */
export async function failureOf(variables: Variables): Promise<RefreshFailure> {
  setAwsEnvironment(NOBODY, { AWS_REGION: 'us-east-1', ...variables });
  const requestHandler = createRequestHandler(globalThis.process.env);
  const { provide } = createCredentialChain({
    clock: new StandingClock(),
    environment: globalThis.process.env,
    requestHandler,
    log: { warn: () => undefined },
  });
  const error = await provide().catch((error: unknown) => error);
  requestHandler.destroy?.();
  if (!(error instanceof RefreshFailure)) throw error;
  return error;
}
