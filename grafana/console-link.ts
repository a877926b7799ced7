/** Where the AWS console shows a user. */
import { withConsoleOf } from './console-address.ts';

/** For a partition whose console nobody outside knows: what there is to do in it. */
const ELSEWHERE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users.html';

/** Adds the label `console`: the whole address of the user's security credentials. `expr` has the labels `account_id` and, but for findings about an account, `user`. */
export function withConsole(expr: string): string {
  const joined = withConsoleOf('iam', 'console', expr);
  const user = `label_join(${joined}, "console", "users/details/", "console", "user")`;
  const page = `label_replace(${user}, "console", "$1?section=security_credentials", "console", "(.+)")`;
  // Root is no user: what it has is on a page that only root itself can open.
  const root = `label_replace(${page}, "console", "\${1}security_credentials", "console", "(.+)users/details/<root_account>.*")`;
  // A finding about the account as a whole names no user.
  const account = `label_replace(${root}, "console", "\${1}account_settings", "console", "(.+)users/details/[?].*")`;
  // Without the address of a console the link would lead into Grafana.
  return `label_replace(${account}, "console", "${ELSEWHERE}", "console", "users/details/.*")`;
}

/** For the column that shows the user, in a table with the column `console`. */
export const CONSOLE_LINK = {
  title: 'AWS console: security credentials',
  // The address is whole, and user names hold nothing that a fragment would have to encode.
  url: '${__data.fields.console:raw}',
  targetBlank: true,
};
