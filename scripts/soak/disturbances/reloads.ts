/** Configurations that change, and those that the exporter must refuse. */
import { faults } from '../../../test/support/fake-aws/faults.ts';
import type { Disturbance } from './disturbance.ts';

/** Shares of the file after which it may be cut: by then it has its first accounts, and lacks more than half of them. */
const CUT = { first: 0.15, last: 0.45 };

const BAD: readonly (readonly [name: string, spoil: (text: string, chance: number) => string])[] = [
  ['unknown key', (text) => `refreshIntervall: 1m\n${text}`],
  ['no YAML', (text) => `accounts: [\n${text}`],
  ['empty', () => ''],
  ['cut anywhere', cut],
  ['cut after an account', (text, chance) => upToLastAccount(cut(text, chance))],
];

function cut(text: string, chance: number): string {
  return text.slice(0, Math.floor(text.length * (CUT.first + chance * (CUT.last - CUT.first))));
}

/** The hardest cut: what is left is good YAML and a good configuration. */
function upToLastAccount(text: string): string {
  return text.slice(0, text.lastIndexOf('  - name:'));
}

export const reloads: readonly Disturbance[] = [
  ...BAD.map(([name, spoil]): Disturbance => ({
    name: `reload: ${name}`,
    subject: 'exporter',
    begin: ({ configuration }, chance) => configuration.offer((text) => spoil(text, chance)),
  })),
  {
    name: 'reload: nothing new',
    subject: 'exporter',
    begin: ({ configuration }) => configuration.reload(),
  },
  {
    name: 'reload: by SIGHUP',
    subject: 'exporter',
    begin: ({ configuration, exporter }) => configuration.reload(() => exporter.hangUp()),
  },
  ...(['aws', 'file'] as const).map((subject): Disturbance => ({
    name: `reload: ${subject} account renamed, and back`,
    subject,
    accounts: 1,
    seconds: 20,
    begin: ({ configuration }, account) => configuration.change(account, { name: `${account.name}-renamed` }),
    end: ({ configuration }, account) => configuration.change(account, { name: account.name }),
  })),
  {
    name: 'reload: account out, and in again',
    subject: 'aws',
    accounts: 1,
    // Long enough for a page without it.
    seconds: 20,
    begin: ({ configuration }, account) => configuration.change(account, { isIn: false }),
    end: ({ configuration }, account) => configuration.change(account, { isIn: true }),
  },
  {
    name: 'reload: another role, which AWS refuses for a while',
    subject: 'aws',
    accounts: 1,
    seconds: 20,
    begin: ({ aws, configuration }, account) => {
      aws.always(account.accountId, 'AssumeRole', faults.accessDenied);
      return configuration.change(account, { role: 'another' });
    },
    end: ({ aws, configuration }, account) => {
      aws.always(account.accountId, 'AssumeRole', faults.none);
      return configuration.change(account, { role: 'exporter' });
    },
  },
];
