import { type IAMClient, ListOrganizationsFeaturesCommand } from '@aws-sdk/client-iam';
import type { FactSource } from '../../model/fact-source.ts';
import type { RootManagement } from '../../model/facts/root-management.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { patiently, type Waiting } from './patience.ts';
import { rootManagementAnswer } from './root-management-answer.ts';

/**
 * Which features of central root management are on in the organization of the account. Source: IAM API reference, ListOrganizationsFeatures.
 *
 * @param clientNow asked at each look, as a reload may change by whose credentials an organization is asked.
 */
export function createRootManagementSource(clientNow: () => IAMClient, waiting: Waiting): FactSource<RootManagement> {
  return {
    async fetch({ signal }) {
      const client = clientNow();
      const ask = () => client.send(new ListOrganizationsFeaturesCommand(), { abortSignal: signal });
      try {
        const { OrganizationId, EnabledFeatures = [] } = await patiently(ask, waiting, signal);
        if (OrganizationId !== undefined) return { features: EnabledFeatures };
      } catch (error) {
        // `patiently` gives the error of AWS as the cause of its own.
        const answer = rootManagementAnswer(error instanceof RefreshFailure ? error.cause : error);
        if (answer === undefined) throw error;
        return answer;
      }
      // A page of a proxy, say, which the SDK reads without a complaint: it would say that nothing is on.
      throw new RefreshFailure('service', 'AWS answered ListOrganizationsFeatures without an organization');
    },
  };
}
