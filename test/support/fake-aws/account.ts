/**
 * One account: its credential report, with the states that IAM takes it through, and what IAM answers live. Time comes from
 * outside, and the making of a report advances with each Generate call, so that a test needs no waiting.
 */
import { CallRate } from './call-rate.ts';
import type { LiveData } from './live-data.ts';
import type { PagingOptions } from './paging.ts';
import type { Success, WireError } from './protocol.ts';
import { isoSeconds } from './query-protocol.ts';

const FOUR_HOURS = 4 * 60 * 60 * 1000;

/** A function is asked each time that a report is made; what it gave then stays frozen in that report. */
export type CsvSource = string | Uint8Array | ((now: number) => string | Uint8Array);

export interface FakeAccountOptions extends LiveData {
  /** 12 digits. */
  readonly accountId: string;
  readonly csv: CsvSource;
  /** Milliseconds: when the report that exists at the start was made. Absent: there is none yet. */
  readonly generatedTime?: number;
  /** Generate calls after the one that started it until the report is complete. 0: the first one completes it. Default 1. */
  readonly pollsUntilComplete?: number;
  /** Milliseconds from the Generate call that started it until the report is complete, however often it is asked for. */
  readonly makingMs?: number;
  /** Whether Get refuses a report older than 4 h, as AWS does (the default), or hands the old one out. */
  readonly expire?: boolean;
  /** Whether AssumeRole into the account is refused. */
  readonly assumeRoleRefused?: boolean;
  /** AssumeRole is refused without this ExternalId. */
  readonly externalId?: string;
  /** How the lists of this account are cut into pages. */
  readonly paging?: PagingOptions;
  /** Look-ups of events in each region, by the clock of the fake; AWS grants two. Default: as many as anybody likes. */
  readonly lookupsPerSecond?: number;
}

type ReportState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly pollsLeft: number; readonly completeAt?: number }
  | { readonly kind: 'complete'; readonly content: string; readonly generatedTime: number };

export class FakeAccount {
  readonly options: FakeAccountOptions;
  readonly lookupRate: CallRate;
  #live: LiveData;
  #csv: CsvSource;
  #state: ReportState = { kind: 'none' };
  #sessions = 0;

  constructor(options: FakeAccountOptions) {
    this.options = options;
    this.lookupRate = new CallRate(options.lookupsPerSecond ?? Infinity);
    this.#live = options;
    this.#csv = options.csv;
    if (options.generatedTime !== undefined) this.#complete(options.generatedTime);
  }

  get live(): LiveData {
    return this.#live;
  }

  /** Replaces the members that are given. */
  setLive(changed: LiveData): void {
    this.#live = { ...this.#live, ...changed };
  }

  /** From now on this is the report, here and in reports made later. */
  setReport(csv: CsvSource, generatedTime: number): void {
    this.#csv = csv;
    this.#complete(generatedTime);
  }

  removeReport(): void {
    this.#state = { kind: 'none' };
  }

  /** The number of the session that is given next, from 1. */
  nextSession(): number {
    this.#sessions += 1;
    return this.#sessions;
  }

  getCredentialReport(now: number): Success | WireError {
    this.#completeInTime(now);
    const state = this.#state;
    switch (state.kind) {
      case 'none':
        return { code: 'ReportNotPresent', status: 410, message: 'Unknown' };
      case 'running':
        return { code: 'ReportInProgress', status: 404, message: 'Unknown' };
      case 'complete':
        if ((this.options.expire ?? true) && isOld(state.generatedTime, now)) {
          return { code: 'ReportExpired', status: 410, message: 'Unknown' };
        }
        return {
          operation: 'GetCredentialReport',
          result: {
            Content: state.content,
            ReportFormat: 'text/csv',
            GeneratedTime: isoSeconds(state.generatedTime),
          },
        };
    }
  }

  generateCredentialReport(now: number): Success {
    this.#completeInTime(now);
    if (this.#state.kind === 'running' && this.#state.completeAt !== undefined) return generateAnswer('INPROGRESS');
    if (this.#state.kind === 'running') return this.#poll(this.#state.pollsLeft - 1, now);
    if (this.#state.kind === 'complete' && !isOld(this.#state.generatedTime, now)) return generateAnswer('COMPLETE');
    const { pollsUntilComplete: pollsLeft = 1, makingMs } = this.options;
    if (makingMs === undefined && pollsLeft === 0) return this.#poll(0, now);
    this.#state = { kind: 'running', pollsLeft, ...(makingMs !== undefined && { completeAt: now + makingMs }) };
    return generateAnswer('STARTED', 'No report exists. Starting a new report generation task');
  }

  #completeInTime(now: number): void {
    const completeAt = this.#state.kind === 'running' ? this.#state.completeAt : undefined;
    if (completeAt !== undefined && completeAt <= now) this.#complete(completeAt);
  }

  #poll(pollsLeft: number, now: number): Success {
    if (pollsLeft > 0) {
      this.#state = { kind: 'running', pollsLeft };
      return generateAnswer('INPROGRESS');
    }
    this.#complete(now);
    return generateAnswer('COMPLETE');
  }

  #complete(generatedTime: number): void {
    const csv = typeof this.#csv === 'function' ? this.#csv(generatedTime) : this.#csv;
    // Encoded once: a report of 50,000 users is asked for many times in a benchmark.
    this.#state = { kind: 'complete', content: Buffer.from(csv).toString('base64'), generatedTime };
  }
}

function isOld(generatedTime: number, now: number): boolean {
  return now - generatedTime >= FOUR_HOURS;
}

function generateAnswer(state: 'STARTED' | 'INPROGRESS' | 'COMPLETE', description?: string): Success {
  return {
    operation: 'GenerateCredentialReport',
    result: { ...(description !== undefined && { Description: description }), State: state },
  };
}
