/** The program that called, as it named itself. A caller writes it, and may have written a token or a piece of JSON there. */
import { withoutSecrets } from '../model/without-secrets.ts';

const LONGEST = 512;
/** A program names itself in short words; a token is a long one. */
const TOO_LONG_A_WORD = /\S{100,}/g;
/** Calls are many and programs few: most texts have been looked through before, and the events share them. */
const MOST_KEPT = 500;
const looked = new Map<string, string>();

/** undefined: it is not said. */
export function readAgent(agent: unknown): string | undefined {
  if (typeof agent !== 'string') return undefined;
  const known = looked.get(agent);
  if (known !== undefined) return known === '' ? undefined : known;
  const read = withoutRisk(agent);
  if (looked.size >= MOST_KEPT) looked.clear();
  if (agent.length <= 2 * LONGEST) looked.set(agent, read);
  return read === '' ? undefined : read;
}

function withoutRisk(agent: string): string {
  const [beforeJson = ''] = agent.split('{', 1);
  // Cut to its length only then: half a token has no form that tells it.
  return withoutSecrets(beforeJson.replaceAll(TOO_LONG_A_WORD, '[cut]')).slice(0, LONGEST).trim();
}
