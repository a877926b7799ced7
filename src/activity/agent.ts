/** The program that called, as it named itself. A caller writes it, and may have written a token there. */
import { withoutSecrets } from '../model/without-secrets.ts';

const LONGEST = 512;
/** Calls are many and programs few: most texts have been looked through before, and the events share them. */
const MOST_KEPT = 500;
const looked = new Map<string, string>();

/** undefined: it is not said. */
export function readAgent(agent: unknown): string | undefined {
  if (typeof agent !== 'string' || agent === '') return undefined;
  const known = looked.get(agent);
  if (known !== undefined) return known;
  // Cut only then: half a token has no form that tells it.
  const read = withoutSecrets(agent).slice(0, LONGEST);
  if (looked.size >= MOST_KEPT) looked.clear();
  looked.set(agent, read);
  return read;
}
