import { listedWords } from '../model/listed-words.ts';
import type { Log } from '../model/log.ts';
import type { Member, Members } from '../model/members.ts';

/** Says which accounts came and left, and why. Those of the configuration are told by the reload. */
export function logMembers(log: Pick<Log, 'info' | 'warn'>, before: Members, now: Members): void {
  const [known, found] = [discovered(before), discovered(now)];
  const came = [...found].flatMap(([id, name]) => (known.has(id) ? [] : [`"${name}"`]));
  const reasons = new Map(now.outside.map(({ accountId, reason }) => [accountId, reason]));
  const left = [...known].flatMap(([id, name]) => (found.has(id) ? [] : [`"${name}" (${reasons.get(id) ?? GONE})`]));
  if (came.length > 0) log.info({ came: came.length }, `accounts found in the organization: ${listedWords(came)}`);
  if (left.length > 0)
    log.warn({ left: left.length }, `accounts of the organization that are not read any more: ${listedWords(left)}`);
}

const GONE = 'no longer listed';

function discovered({ inside }: Members): Map<string, string> {
  const isFound = ({ isListed, accountId }: Member) => !isListed && accountId !== undefined;
  return new Map(inside.filter(isFound).map(({ accountId = '', account }) => [accountId, account.name]));
}
