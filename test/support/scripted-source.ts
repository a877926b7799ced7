import { setImmediate } from 'node:timers/promises';
import type { FactRequest, FactSource } from '../../src/model/fact-source.ts';

/** A source that does what the test says, and remembers what it was asked. */
export class ScriptedSource<Answer> implements FactSource<Answer> {
  readonly requests: FactRequest[] = [];
  /** What it was told each time that it gave last. */
  readonly lasts: (Answer | undefined)[] = [];
  answer: (request: FactRequest) => Answer | Promise<Answer>;
  changed: boolean | Promise<boolean> | (() => Promise<boolean>) = false;
  /** How often it was asked whether it has changed. */
  glances = 0;

  constructor(answer: (request: FactRequest) => Answer | Promise<Answer>) {
    this.answer = answer;
  }

  async fetch(request: FactRequest, last?: Answer): Promise<Answer> {
    this.requests.push(request);
    this.lasts.push(last);
    this.changed = false;
    await setImmediate();
    return await this.answer(request);
  }

  hasChanged(): Promise<boolean> {
    this.glances += 1;
    return Promise.resolve(typeof this.changed === 'function' ? this.changed() : this.changed);
  }
}
