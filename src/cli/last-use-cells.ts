/** When an access key was last used, and for what, as cells of a table. */
import type { UserAccessKey } from '../model/access-key.ts';
import { dayOf } from '../model/time.ts';

export function lastUseCells(lastUsed: UserAccessKey['lastUsed']): readonly [day: string, use: string] {
  if (lastUsed === undefined) return ['not known', ''];
  if (lastUsed === 'never') return ['never', ''];
  const { at, service, region } = lastUsed;
  return [dayOf(at), region === undefined ? service : `${service}, ${region}`];
}
