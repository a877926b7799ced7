import { GetAccountAuthorizationDetailsCommand, type IAMClient, type UserDetail } from '@aws-sdk/client-iam';
import { pagesOf } from './pages.ts';
import { patiently, type Waiting } from './patience.ts';

/** The most that AWS allows. */
const USERS_PER_PAGE = 1_000;

/**
 * Every user but root, page by page. The answer carries the text of inline policies too, which goes with its page.
 * Source: IAM API reference, GetAccountAuthorizationDetails.
 */
export async function* userDetails(
  client: IAMClient,
  waiting: Waiting,
  signal: AbortSignal,
): AsyncGenerator<UserDetail> {
  const pages = pagesOf((marker) => {
    const command = new GetAccountAuthorizationDetailsCommand({
      Filter: ['User'],
      MaxItems: USERS_PER_PAGE,
      ...marker,
    });
    return patiently(() => client.send(command, { abortSignal: signal }), waiting, signal);
  });
  for await (const { UserDetailList = [] } of pages) yield* UserDetailList;
}
