import type { ActivityCoverage, ActivityQuestion } from '../../model/activity-source.ts';

/** The coverage of a question of which not all was read, and nobody knows how much. */
export function notRead({ accountId, regions, from, to }: ActivityQuestion, incomplete: string): ActivityCoverage[] {
  const where = regions?.map((region) => ({ region })) ?? [{}];
  return where.map((region) => ({ ...(accountId !== undefined && { accountId }), ...region, from, to, incomplete }));
}
