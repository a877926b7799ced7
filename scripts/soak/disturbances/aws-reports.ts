/** AWS hands out a report that is spoilt, old or expired. */
import type { SoakedAccount } from '../soaked-account.ts';
import type { Disturbance } from './disturbance.ts';

const FIVE_HOURS = 5 * 3_600_000;

type Spoil = (csv: string) => string;

/** Of these nothing may be believed. */
const BROKEN: readonly (readonly [name: string, spoil: Spoil])[] = [
  ['cut in its last row', (csv) => csv.slice(0, -30)],
  ['empty', () => ''],
  ['a page of HTML', () => '<html><body>Please sign in</body></html>'],
  ['noise', (csv) => csv.replaceAll(/[a-z]/g, '\u0000')],
];

/** These say less than the whole truth, and the exporter must say so. */
const PARTIAL: readonly (readonly [name: string, spoil: Spoil])[] = [
  ['without the column mfa_active', (csv) => withoutColumn(csv, 'mfa_active')],
  ['without root', (csv) => csv.replace(/\n<root_account>.*/, '')],
  ['with a row that is no row', (csv) => csv.replace(/\nuser-00001,.*/, '\nuser-00001')],
];

const republish = (account: SoakedAccount): string => account.make().csv;

export const awsReports: readonly Disturbance[] = [
  ...BROKEN.map(([name, spoil]): Disturbance => ({
    name: `report: ${name}`,
    subject: 'aws',
    accounts: 2,
    seconds: 30,
    begin: ({ aws }, account) => aws.setReport(account.accountId, () => spoil(account.newest().csv), Date.now()),
    end: ({ publish }, account) => publish(account),
  })),
  ...PARTIAL.map(([name, spoil]): Disturbance => ({
    name: `report: ${name}`,
    subject: 'aws',
    accounts: 1,
    seconds: 30,
    begin: ({ aws }, account) => {
      const { csv, generated } = account.make();
      aws.setReport(account.accountId, () => spoil(csv), generated * 1000);
    },
    end: ({ publish }, account) => publish(account),
  })),
  {
    name: 'report: older than the one before',
    subject: 'aws',
    accounts: 2,
    seconds: 30,
    begin: ({ aws }, account) => {
      const { csv, generated } = account.previous();
      aws.setReport(account.accountId, () => csv, generated * 1000);
    },
    end: ({ publish }, account) => publish(account),
  },
  {
    name: 'report: expired',
    subject: 'aws',
    accounts: 3,
    begin: ({ aws }, account) => {
      const expired = Date.now() - FIVE_HOURS;
      aws.setReport(account.accountId, (now) => (now === expired ? '' : republish(account)), expired);
    },
  },
  {
    name: 'report: gone',
    subject: 'aws',
    accounts: 3,
    begin: ({ aws }, { accountId }) => aws.removeReport(accountId),
  },
];

function withoutColumn(csv: string, name: string): string {
  const lines = csv.split('\n').map((line) => line.split(','));
  const index = lines[0]?.indexOf(name) ?? -1;
  return lines.map((cells) => cells.filter((_, cell) => cell !== index).join(',')).join('\n');
}
