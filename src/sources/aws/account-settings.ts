import {
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  type IAMClient,
  type PasswordPolicy as AwsPasswordPolicy,
} from '@aws-sdk/client-iam';
import type { FactSource } from '../../model/fact-source.ts';
import type { AccountSettings, PasswordPolicy, Quota } from '../../model/facts/account-settings.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { isNoSuchEntity } from './aws-failure.ts';
import { orNone } from './no-such-thing.ts';
import { patiently, type Waiting } from './patience.ts';

/** The password policy and the quotas of an account. Source: IAM API reference, GetAccountPasswordPolicy, GetAccountSummary. */
export function createAccountSettingsSource(client: IAMClient, waiting: Waiting): FactSource<AccountSettings> {
  return {
    async fetch({ signal }) {
      const passwordPolicy = await getPasswordPolicy(signal);
      const ask = () => client.send(new GetAccountSummaryCommand(), { abortSignal: signal });
      const { SummaryMap } = await patiently(ask, waiting, signal);
      if (SummaryMap === undefined) throw answeredWithout('GetAccountSummary', 'a summary');
      return { quotas: readQuotas(SummaryMap), ...(passwordPolicy !== undefined && { passwordPolicy }) };
    },
  };

  async function getPasswordPolicy(signal: AbortSignal): Promise<PasswordPolicy | undefined> {
    const ask = () => client.send(new GetAccountPasswordPolicyCommand(), { abortSignal: signal });
    const answer = await orNone(patiently(ask, waiting, signal), isNoSuchEntity);
    if (answer === undefined) return undefined;
    if (answer.PasswordPolicy === undefined) throw answeredWithout('GetAccountPasswordPolicy', 'a policy');
    return readPasswordPolicy(answer.PasswordPolicy);
  }
}

/** A page of a proxy, say, which the SDK reads without a complaint. */
function answeredWithout(operation: string, what: string): RefreshFailure {
  return new RefreshFailure('service', `AWS answered ${operation} without ${what}`);
}

function readPasswordPolicy(policy: Partial<AwsPasswordPolicy>): PasswordPolicy {
  const { MinimumPasswordLength, MaxPasswordAge, PasswordReusePrevention } = policy;
  return {
    ...(MinimumPasswordLength !== undefined && { minimumLength: MinimumPasswordLength }),
    // 0 where passwords do not expire.
    ...(MaxPasswordAge !== undefined && MaxPasswordAge > 0 && { maxAgeDays: MaxPasswordAge }),
    ...(PasswordReusePrevention !== undefined &&
      PasswordReusePrevention > 0 && { reusePrevention: PasswordReusePrevention }),
    requires: {
      uppercase: policy.RequireUppercaseCharacters === true,
      lowercase: policy.RequireLowercaseCharacters === true,
      numbers: policy.RequireNumbers === true,
      symbols: policy.RequireSymbols === true,
    },
  };
}

/** `UsersQuota` is the limit of what `Users` counts; the one count with another name is that of policy versions. */
function readQuotas(summary: Readonly<Record<string, number>>): Map<string, Quota> {
  const limits = Object.entries(summary).filter(([name]) => name.endsWith('Quota'));
  return new Map(
    limits.map(([name, limit]): [string, Quota] => {
      const counted = name.slice(0, -'Quota'.length);
      const used = summary[counted];
      return [counted, { limit, ...(used !== undefined && { used }) }];
    }),
  );
}
