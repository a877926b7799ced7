/**
 * An account of the soak and the truth about it: which users and findings each whole report that was ever handed out has. The
 * second at which a report was made names it, on the page of the exporter too.
 */
import type { Random } from '../synthetic-report/random.ts';
import { pick } from '../synthetic-report/random.ts';
import { findingsOf, type Kind, KIND_NAMES, reportText, ROOT_FINDING } from './users.ts';

export interface Version {
  /** Unix seconds. */
  readonly generated: number;
  readonly users: ReadonlySet<string>;
  readonly findings: ReadonlySet<string>;
  readonly csv: string;
}

export interface SoakedAccount {
  readonly accountId: string;
  /** As the configuration names it while nothing else is said. */
  readonly name: string;
  readonly source: 'aws' | 'file';
  /** What other facts than the report make the exporter find, as long as it knows them. */
  readonly otherFindings: readonly string[];
  /** Some users are mended, others get worse, come or go. */
  change(): void;
  /** A report of now, whose truth counts from this moment on. */
  make(): Version;
  /** The versions from the one that was made in this second on, or all that are kept. */
  since(generated: number | undefined): readonly Version[];
  newest(): Version;
  /** The one before the newest. */
  previous(): Version;
}

const SHARES: readonly Kind[] = ['tidy', 'tidy', 'tidy', ...KIND_NAMES];
/** Versions that are kept: many more than were made between two looks at the page. */
const KEPT = 20;

interface AccountInput {
  readonly accountId: string;
  readonly name: string;
  readonly source: SoakedAccount['source'];
  readonly users: number;
  readonly otherFindings: readonly string[];
  readonly random: Random;
}

export function createAccount({ users: count, random, ...account }: AccountInput): SoakedAccount {
  const start = Math.floor(Date.now() / 1000);
  const users = new Map(Array.from({ length: count }, (_, index) => [userName(index), pick(random, SHARES)]));
  let next = count;
  const versions: Version[] = [];
  let changed = true;

  function make(): Version {
    const last = versions.at(-1);
    const generated = Math.max(Math.floor(Date.now() / 1000), (last?.generated ?? 0) + 1);
    const version = changed || last === undefined ? { ...truth(), generated } : { ...last, generated };
    changed = false;
    versions.push(version);
    versions.splice(0, versions.length - KEPT);
    return version;
  }

  function truth(): Omit<Version, 'generated'> {
    const findings = [...users].flatMap(([user, kind]) => findingsOf(user, kind));
    return {
      users: new Set(users.keys()),
      findings: new Set([ROOT_FINDING, ...findings]),
      csv: reportText(account.accountId, users, start),
    };
  }

  make();
  return {
    ...account,
    change() {
      changed = true;
      const names = [...users.keys()];
      for (let change = 0; change < 3; change += 1) users.set(pick(random, names), pick(random, SHARES));
      // The first one has what the other facts know.
      users.delete(pick(random, names.slice(1)));
      users.set(userName(next), pick(random, SHARES));
      next += 1;
    },
    make,
    since: (generated = 0) => versions.filter((version) => version.generated >= generated),
    newest: () => newestOf(versions),
    previous: () => versions.at(-2) ?? newestOf(versions),
  };
}

export function userName(index: number): string {
  return `user-${String(index).padStart(5, '0')}`;
}

function newestOf(versions: readonly Version[]): Version {
  const version = versions.at(-1);
  if (version === undefined) throw new Error('no report was made');
  return version;
}
