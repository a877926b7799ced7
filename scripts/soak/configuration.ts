/** The configuration file of the exporter, and reloads of it: one at a time, since the exporter reads whatever is there. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import { stringify } from 'yaml';
import { ask } from './ask.ts';
import type { SoakedAccount } from './soaked-account.ts';

export interface Entry {
  readonly name: string;
  readonly role: string;
  readonly isIn: boolean;
}

export interface Configuration {
  readonly file: string;
  /** The path of the report file of an account that has one. */
  reportFile(account: SoakedAccount): string;
  /** Whether the account is in the file, and in every one before it since it was last out. */
  isIn(account: SoakedAccount): boolean;
  /** Writes the file with another entry for the account, and has it loaded. */
  change(account: SoakedAccount, changed: Partial<Entry>): Promise<void>;
  /** Has the exporter load the file as it is, after `before`: a signal, which has no answer. */
  reload(before?: () => void): Promise<void>;
  /** Has it load what `spoil` makes of the file, which it must refuse; then the file is as before, and is loaded again. */
  offer(spoil: (text: string) => string): Promise<void>;
  readonly reloads: { good: number; refused: number; wrong: string[] };
}

/** A reload that is never answered is one of the things that may come out. */
const DEADLINE_MS = 60_000;
const REFRESH_EVERY = '10s';
const FURTHER = { enabled: true, interval: '30s' };

/** @param url of the exporter, once it runs. */
export async function createConfiguration(
  folder: string,
  accounts: readonly SoakedAccount[],
  url: () => string,
): Promise<Configuration> {
  const file = path.join(folder, 'config.yaml');
  const entries = new Map(accounts.map((account) => [account, { name: account.name, role: 'exporter', isIn: true }]));
  const reloads: Configuration['reloads'] = { good: 0, refused: 0, wrong: [] };
  const oneByOne = pLimit(1);
  const reportFile = ({ accountId }: SoakedAccount): string => path.join(folder, `${accountId}.csv`);

  function text(): string {
    return stringify({
      refreshInterval: REFRESH_EVERY,
      refreshTimeout: '30s',
      facts: {
        'account-settings': FURTHER,
        'user-details': { tags: FURTHER, mfa: FURTHER, serviceCredentials: FURTHER, policies: FURTHER },
      },
      accounts: [...entries].filter(([, { isIn }]) => isIn).map(([account, entry]) => entryText(account, entry)),
    });
  }

  function entryText(account: SoakedAccount, { name, role }: Entry): object {
    if (account.source === 'file') return { name, reportFile: reportFile(account) };
    return { name, roleArn: `arn:aws:iam::${account.accountId}:role/${role}` };
  }

  async function load(expected: 200 | 500, what: string): Promise<void> {
    const status = (await ask(`${url()}/-/reload`, { method: 'POST', deadline: DEADLINE_MS }))?.status;
    if (expected === 200) reloads.good += 1;
    else reloads.refused += 1;
    if (status !== expected) reloads.wrong.push(`${what} was answered with ${status ?? 'nothing'}`);
  }

  await writeFile(file, text());
  return {
    file,
    reportFile,
    isIn: (account) => entries.get(account)?.isIn === true,
    change: (account, changed) =>
      oneByOne(async () => {
        const before = entries.get(account);
        if (before === undefined) throw new Error(`${account.name} is not an account of the soak`);
        const after = { ...before, ...changed };
        // One that is taken out is out from now on, one that comes in is in when the exporter has said so.
        entries.set(account, after);
        await writeFile(file, text());
        if (after.isIn && !before.isIn) entries.set(account, { ...after, isIn: false });
        await load(200, `${account.name} as ${JSON.stringify(changed)}`);
        entries.set(account, after);
      }),
    reload: (before) =>
      oneByOne(() => {
        before?.();
        return load(200, 'the file as it was');
      }),
    offer: (spoil) =>
      oneByOne(async () => {
        const spoilt = spoil(text());
        await writeFile(file, spoilt);
        await load(500, `a spoilt file that ends with ${JSON.stringify(spoilt.slice(-60))}`);
        await writeFile(file, text());
        await load(200, 'the good file again');
      }),
    reloads,
  };
}
