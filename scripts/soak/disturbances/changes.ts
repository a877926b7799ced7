/** What is no fault: users come, go and change, and a new report says so. */
import type { Disturbance } from './disturbance.ts';

export const changes: readonly Disturbance[] = (['aws', 'aws', 'aws', 'aws', 'aws', 'file'] as const).map(
  (subject) => ({
    name: `new report (${subject})`,
    subject,
    accounts: 1,
    begin: ({ publish }, account) => {
      account.change();
      return publish(account);
    },
  }),
);
