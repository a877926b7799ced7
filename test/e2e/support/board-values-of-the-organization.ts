/** The part of board-values.ts that is about the organization. */
import { THREE } from './board-stories.ts';
import type { Row } from './board-values.ts';

export const rowsOfTheOrganization: readonly Row[] = [
  {
    board: 'overview',
    panel: 'Organizational units, the worst first',
    row: { OU: 'ou-ab12-11111111', Accounts: 2, Critical: 100_002, Warning: 10_830, Info: 5_001_200 },
  },
  {
    board: 'exporter-health',
    panel: 'Accounts that are not read, by reason',
    row: { Account: 'three', 'Account ID': THREE, Reason: 'suspended' },
  },
];
