import { setImmediate } from 'node:timers/promises';
import type { FetchedReport, ReportRequest, ReportSource } from '../../src/model/report-source.ts';

type Answer = (request: ReportRequest) => FetchedReport | Promise<FetchedReport>;

/** A source that does what the test says, and remembers what it was asked. */
export class ScriptedSource implements ReportSource {
  readonly requests: ReportRequest[] = [];
  /** How many fetches are under way, and the most there ever were. */
  running = 0;
  mostRunning = 0;
  answer: Answer;
  changed = false;

  constructor(answer: Answer) {
    this.answer = answer;
  }

  async fetch(request: ReportRequest): Promise<FetchedReport> {
    this.requests.push(request);
    this.changed = false;
    this.running += 1;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    try {
      await setImmediate();
      return await this.answer(request);
    } finally {
      this.running -= 1;
    }
  }

  hasChanged(): Promise<boolean> {
    return Promise.resolve(this.changed);
  }
}
