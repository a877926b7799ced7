import type { InPlace } from '../../model/places.ts';
import type { ClientPlugin } from './client-plugin.ts';

/** A plugin for the SDK's clients by which each request waits for a place, and holds it until its answer has been read. */
export function takePlace(inPlace: InPlace, account: string): ClientPlugin {
  return {
    applyToStack(stack) {
      stack.add(
        (next) => (args) => inPlace(account, () => next(args)),
        // Inside the retries and their pauses, inside the resolving of credentials, which asks STS itself, and around the
        // deserializer, which reads the answer.
        { step: 'deserialize', priority: 'high', name: 'takePlace', override: true },
      );
    },
  };
}
