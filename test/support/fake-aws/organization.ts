/**
 * An organization: its units, its accounts and who may ask about them. A test makes it, hands it to the fake and changes it
 * while that runs. A mistake of the test, such as an account that is not there, throws.
 */
import { CallRate } from './call-rate.ts';
import type {
  AccountState,
  GivenMember,
  GivenUnit,
  OrganizationOptions,
  OrganizationSettings,
} from './organization-options.ts';
import type { Operation } from './protocol.ts';

export interface Member extends Required<GivenMember> {
  /** Rises from one opened account to the next, so that a page can go on where the last one ended. */
  readonly number: number;
}

export type Unit = Required<GivenUnit>;

/** Unusable. Source: Organizations user guide, "Monitor the state of your AWS accounts". */
const SHUT: ReadonlySet<AccountState> = new Set(['PENDING_ACTIVATION', 'SUSPENDED', 'CLOSED']);

const JOINED = Date.parse('2024-01-01T00:00:00.25Z');

export class FakeOrganization {
  readonly id: string;
  readonly rootId: string;
  readonly managementAccountId: string;
  readonly partition: string;
  #settings: OrganizationSettings;
  #opened = 0;
  readonly #units = new Map<string, Unit>();
  readonly #members = new Map<string, Member>();
  readonly #rates: ReadonlyMap<string, CallRate>;

  constructor(options: OrganizationOptions) {
    this.id = options.id ?? 'o-exampleorg1';
    this.rootId = options.rootId ?? 'r-ab12';
    this.managementAccountId = options.managementAccountId;
    this.partition = options.partition ?? 'aws';
    this.#settings = options;
    const rates = Object.entries(options.callsPerSecond ?? {});
    this.#rates = new Map(rates.map(([operation, perSecond]) => [operation, new CallRate(perSecond)]));
    for (const unit of options.units ?? []) this.addUnit(unit);
    for (const member of options.accounts ?? []) this.open(member);
    if (!this.#members.has(this.managementAccountId)) this.open({ accountId: this.managementAccountId });
  }

  get settings(): OrganizationSettings {
    return this.#settings;
  }

  /** Replaces the members that are given. */
  set(changed: OrganizationSettings): void {
    this.#settings = { ...this.#settings, ...changed };
  }

  /** In the order in which they were opened. */
  get members(): readonly Member[] {
    return [...this.#members.values()];
  }

  member(accountId: string): Member | undefined {
    return this.#members.get(accountId);
  }

  unit(id: string): Unit | undefined {
    return this.#units.get(id);
  }

  /** Whether nobody gets into the account, nor asks with credentials from before. */
  isShut(accountId: string): boolean {
    return SHUT.has(this.#members.get(accountId)?.state ?? 'ACTIVE');
  }

  addUnit({ parentId = this.rootId, ...unit }: GivenUnit): void {
    this.#units.set(unit.id, { ...unit, parentId: this.#parent(parentId) });
  }

  /** Also takes in an account from outside. Whether it has a role and a report is said to the fake, by `addAccount`. */
  open({ accountId, parentId = this.rootId, ...given }: GivenMember): void {
    if (this.#members.has(accountId)) throw new Error(`The organization has an account ${accountId} already`);
    this.#opened += 1;
    this.#members.set(accountId, {
      name: `account ${accountId}`,
      email: `${accountId}@example.com`,
      state: 'ACTIVE',
      joinedMethod: 'CREATED',
      joinedTime: JOINED,
      tags: {},
      ...given,
      accountId,
      parentId: this.#parent(parentId),
      number: this.#opened,
    });
  }

  move(accountId: string, parentId: string): void {
    this.#change(accountId, { parentId: this.#parent(parentId) });
  }

  rename(accountId: string, name: string): void {
    this.#change(accountId, { name });
  }

  /** Replaces all its tags. */
  retag(accountId: string, tags: Readonly<Record<string, string>>): void {
    this.#change(accountId, { tags });
  }

  suspend(accountId: string): void {
    this.setState(accountId, 'SUSPENDED');
  }

  /** At once; on the way it is PENDING_CLOSURE, and after 90 days AWS removes it. */
  close(accountId: string): void {
    this.setState(accountId, 'CLOSED');
  }

  setState(accountId: string, state: AccountState): void {
    this.#change(accountId, { state });
  }

  remove(accountId: string): void {
    this.#existing(accountId);
    this.#members.delete(accountId);
  }

  /** Whether a call is left in this second. @param now milliseconds. */
  takeCall(operation: Operation, now: number): boolean {
    return this.#rates.get(operation)?.take(operation, now) ?? true;
  }

  #change(accountId: string, changed: Partial<Member>): void {
    this.#members.set(accountId, { ...this.#existing(accountId), ...changed });
  }

  #existing(accountId: string): Member {
    const member = this.#members.get(accountId);
    if (member === undefined) throw new Error(`The organization has no account ${accountId}`);
    return member;
  }

  #parent(id: string): string {
    if (id !== this.rootId && !this.#units.has(id)) throw new Error(`The organization has no root or unit ${id}`);
    return id;
  }
}
