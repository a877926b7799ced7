/** What docs/guides/leaked-key.md shows of `whose` is what it prints. */
import { test } from '@jest/globals';
import { SESSION, tellContained, tellLeak } from '../commands/leaked-story.ts';
import { ask, OLD_KEY } from '../commands/whose-accounts.ts';
import { expectOutputs } from './guide-outputs.ts';

test('from the id to contained', async () => {
  tellLeak();
  const leaked = await ask([OLD_KEY], { leaked: true });
  const session = await ask([SESSION]);
  tellContained();
  const again = await ask([OLD_KEY], { leaked: true });

  expectOutputs('guides/leaked-key.md', [leaked.out, again.out, session.out]);
});
