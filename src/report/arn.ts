import { ROOT_USER_NAME } from '../model/facts/credential-report.ts';
import { BadRow } from './cells.ts';

export interface UserArn {
  readonly partition: string;
  readonly accountId: string;
  readonly path: string;
}

const USER_ARN = /^arn:([a-z0-9-]+):iam::(\d{12}):(?:root|user(\/(?:.*\/)?)([^/]+))$/;

export function namesUser(arn: string, user: string): boolean {
  const match = USER_ARN.exec(arn);
  return match !== null && nameOf(match) === user;
}

/** Reads `arn:PARTITION:iam::ACCOUNT:user/PATH/NAME` or `...:root`, and makes sure that it belongs to the row's user. */
export function readUserArn(arn: string, user: string): UserArn {
  const match = USER_ARN.exec(arn);
  const [, partition, accountId, path] = match ?? [];
  if (match === null || partition === undefined || accountId === undefined) {
    throw new BadRow('is not the ARN of a user or of root', 'arn');
  }
  if (nameOf(match) !== user) throw new BadRow('names another user than the row', 'arn');
  return { partition, accountId, path: path ?? '/' };
}

function nameOf([, , , , name]: RegExpExecArray): string {
  return name ?? ROOT_USER_NAME;
}
