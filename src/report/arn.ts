import { ROOT_USER_NAME } from '../model/facts/credential-report.ts';
import { BadRow } from './cells.ts';

export interface UserArn {
  readonly partition: string;
  readonly accountId: string;
  readonly path: string;
}

const USER_ARN = /^arn:([a-z0-9-]+):iam::(\d{12}):(?:root|user(\/(?:.*\/)?)([^/]+))$/;

/** Reads `arn:PARTITION:iam::ACCOUNT:user/PATH/NAME` or `...:root`, and makes sure that it belongs to the row's user. */
export function readUserArn(arn: string, user: string): UserArn {
  const match = USER_ARN.exec(arn);
  const [, partition, accountId, path, name] = match ?? [];
  if (partition === undefined || accountId === undefined)
    throw new BadRow('is not the ARN of a user or of root', 'arn');
  if ((name ?? ROOT_USER_NAME) !== user) throw new BadRow('names another user than the row', 'arn');
  return { partition, accountId, path: path ?? '/' };
}
