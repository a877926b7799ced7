/** What AWS says of every user wherever it names one. */
import { createHash } from 'node:crypto';

export interface IamUser {
  readonly Path: string;
  readonly UserName: string;
  readonly UserId: string;
  readonly Arn: string;
  readonly CreateDate: Date;
}

/** When everything was created of which a test does not say when. */
export const CREATED = new Date('2024-01-01T00:00:00Z');

export function iamUser(accountId: string, userName: string, path = '/'): IamUser {
  const arn = `arn:aws:iam::${accountId}:user${path}${userName}`;
  const id = createHash('sha256').update(arn).digest('hex').slice(0, 17).toUpperCase();
  return { Path: path, UserName: userName, UserId: `AIDA${id}`, Arn: arn, CreateDate: CREATED };
}
