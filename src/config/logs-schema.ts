/** `logs` of the configuration file. */
import { z } from 'zod';
import type { Account } from '../model/account.ts';
import type { LogGroup } from '../model/log-group.ts';
import { mapping, text } from './fields.ts';
import { readerOf, readingAccount } from './reading-account.ts';
import { partitionOf, REGION, regionProblem } from './region.ts';

/** Source: CloudWatch Logs API reference, CreateLogGroup. The `:*` stands for its streams in policies. */
const LOG_GROUP = /^arn:(aws(?:-[a-z]+)*):logs:([^:]*):\d{12}:log-group:[\w./#-]{1,512}(?::\*)?$/;
const NO_LOG_GROUP =
  'must be the ARN of a log group, such as arn:aws:logs:eu-central-1:111111111111:log-group:cloudtrail';

export const logs = z
  .strictObject(
    {
      logGroup: text('arn:aws:logs:eu-central-1:111111111111:log-group:cloudtrail')
        .regex(LOG_GROUP, { error: NO_LOG_GROUP, abort: true })
        .refine((arn) => regionIn(arn) !== undefined, {
          error: ({ input }) => `has a region in it that ${regionProblem(LOG_GROUP.exec(String(input))?.[2] ?? '')}`,
          abort: true,
        })
        .refine((arn) => LOG_GROUP.exec(arn)?.[1] === partitionOf(regionIn(arn) ?? ''), {
          error: 'has a region in it that is of another partition',
        })
        .meta({
          description:
            'ARN of the log group into which CloudTrail writes. It says the region too. The log group of an organization trail has the records of all accounts.',
        }),
      account: readingAccount,
    },
    mapping('a mapping of keys, such as logGroup: arn:aws:logs:eu-central-1:111111111111:log-group:cloudtrail'),
  )
  .optional();

export function toLogGroup(
  { logGroup, account }: NonNullable<z.output<typeof logs>>,
  accounts: readonly Account[],
): LogGroup {
  return { arn: logGroup.replace(/:\*$/, ''), region: regionIn(logGroup) ?? '', account: readerOf(account, accounts) };
}

/** undefined: what stands there is not the name of a region. */
function regionIn(arn: string): string | undefined {
  const region = LOG_GROUP.exec(arn)?.[2];
  return region !== undefined && REGION.test(region) ? region : undefined;
}
