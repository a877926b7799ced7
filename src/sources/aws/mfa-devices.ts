import { type IAMClient, ListVirtualMFADevicesCommand } from '@aws-sdk/client-iam';
import type { FactSource } from '../../model/fact-source.ts';
import { ROOT_USER_NAME } from '../../model/facts/credential-report.ts';
import type { MfaDevices } from '../../model/facts/user-details.ts';
import { incomplete, pagesOf } from './pages.ts';
import { patiently, type Waiting } from './patience.ts';

const DEVICES_PER_PAGE = 1_000;

/**
 * Who has a virtual MFA device. Asking for the devices of each user would take a call a user.
 * Source: IAM API reference, ListVirtualMFADevices.
 */
export function createMfaDevicesSource(client: IAMClient, waiting: Waiting): FactSource<MfaDevices> {
  return {
    async fetch({ signal }) {
      const virtual = new Set<string>();
      const pages = pagesOf((marker) => {
        const input = { AssignmentStatus: 'Assigned', MaxItems: DEVICES_PER_PAGE, ...marker } as const;
        const ask = () => client.send(new ListVirtualMFADevicesCommand(input), { abortSignal: signal });
        return patiently(ask, waiting, signal);
      });
      for await (const { VirtualMFADevices = [] } of pages) {
        for (const { User } of VirtualMFADevices) {
          const name = User?.Arn?.endsWith(':root') === true ? ROOT_USER_NAME : User?.UserName;
          if (name === undefined) throw incomplete('an assigned virtual MFA device');
          virtual.add(name);
        }
      }
      return { virtual };
    },
  };
}
