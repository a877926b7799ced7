import type { FakeAws } from '../../../test/support/fake-aws/server.ts';
import type { Configuration } from '../configuration.ts';
import type { SoakedExporter } from '../exporter.ts';
import type { SoakedAccount } from '../soaked-account.ts';

/** What a disturbance may lay hands on. */
export interface World {
  readonly aws: FakeAws;
  readonly configuration: Configuration;
  readonly exporter: SoakedExporter;
  /** Puts the newest report of the account where the exporter reads it. */
  readonly publish: (account: SoakedAccount) => Promise<void>;
}

interface Common {
  /** Row of the table. */
  readonly name: string;
  /** How long it lasts; absent: it is over at once. */
  readonly seconds?: number;
}

/** Something that happens to accounts, each of which nothing else happens to meanwhile. */
interface OfAccounts extends Common {
  readonly subject: 'aws' | 'file';
  /** How many accounts at a time. */
  readonly accounts: number;
  begin(world: World, account: SoakedAccount): unknown;
  end?(world: World, account: SoakedAccount): unknown;
}

/** Something that happens to the exporter. */
interface OfExporter extends Common {
  readonly subject: 'exporter';
  /** `chance` is from 0 up to 1, and the same in each run with the same seed. */
  begin(world: World, chance: number): unknown;
  end?(world: World): unknown;
}

export type Disturbance = OfAccounts | OfExporter;
