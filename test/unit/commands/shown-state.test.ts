import { expect, test } from '@jest/globals';
import { withoutSecretsIn } from '../../../src/commands/shown-state.ts';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { createProgress, factState } from '../../../src/refresh/task.ts';

const TIMES = { interval: 60, asOf: undefined, gatheredAt: undefined, dueAt: undefined };

test('a message is cleaned once, and again when the secrets are others', () => {
  const progress = createProgress('credential-report');
  progress.logged.failure = new RefreshFailure('access_denied', 'AWS denies it to harbour-seven');
  const secrets = ['harbour-seven'];
  const shown = (known: readonly string[]) => withoutSecretsIn(factState(progress, TIMES), known).failure;

  expect(shown(secrets)).toEqual({ reason: 'access_denied', message: 'AWS denies it to [cut]' });
  expect(shown(secrets)).toBe(shown(secrets));
  expect(shown(['another'])).toEqual({ reason: 'access_denied', message: 'AWS denies it to harbour-seven' });
});
