import { type IAMClient, ListServiceSpecificCredentialsCommand } from '@aws-sdk/client-iam';
import type { FactSource } from '../../model/fact-source.ts';
import type { ServiceCredential, ServiceCredentials } from '../../model/facts/user-details.ts';
import { incomplete, pagesOf } from './pages.ts';
import { patiently, type Waiting } from './patience.ts';

const CREDENTIALS_PER_PAGE = 1_000;

/**
 * The service-specific credentials of all users, such as API keys for Amazon Bedrock.
 * Source: IAM API reference, ListServiceSpecificCredentials.
 */
export function createServiceCredentialsSource(client: IAMClient, waiting: Waiting): FactSource<ServiceCredentials> {
  return {
    async fetch({ signal }) {
      const found: Omit<ServiceCredential, 'slot'>[] = [];
      const pages = pagesOf((marker) => {
        const command = new ListServiceSpecificCredentialsCommand({
          AllUsers: true,
          MaxItems: CREDENTIALS_PER_PAGE,
          ...marker,
        });
        return patiently(() => client.send(command, { abortSignal: signal }), waiting, signal);
      });
      for await (const { ServiceSpecificCredentials = [] } of pages) {
        for (const { UserName, ServiceName, Status, CreateDate, ExpirationDate } of ServiceSpecificCredentials) {
          if (UserName === undefined || ServiceName === undefined || CreateDate === undefined || Status === undefined) {
            throw incomplete('a service-specific credential');
          }
          found.push({
            user: UserName,
            service: ServiceName,
            status: Status,
            created: CreateDate.getTime() / 1000,
            ...(ExpirationDate !== undefined && { expiry: ExpirationDate.getTime() / 1000 }),
          });
        }
      }
      return inSlots(found);
    },
  };
}

/** The slot counts by creation within user and service, as AWS gives no number and its ids are no labels. */
function inSlots(found: readonly Omit<ServiceCredential, 'slot'>[]): ServiceCredential[] {
  const slots = new Map<string, number>();
  return [...found]
    .sort((one, other) => one.created - other.created)
    .map((credential) => {
      const owner = `${credential.user} ${credential.service}`;
      const slot = (slots.get(owner) ?? 0) + 1;
      slots.set(owner, slot);
      return { ...credential, slot: String(slot) };
    });
}
