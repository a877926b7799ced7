import { AsyncLocalStorage } from 'node:async_hooks';
import diagnostics from 'node:diagnostics_channel';
import { TestEnvironment } from 'jest-environment-node';

/** What the test file has turned on in Node.js itself, each as the function that turns it off again. */
const on = new Set();

const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (...given) {
  if (!this.enabled) on.add(() => this.disable());
  return run.apply(this, given);
};

const { subscribe } = diagnostics;
diagnostics.subscribe = (name, listener) => {
  on.add(() => diagnostics.unsubscribe(name, listener));
  subscribe(name, listener);
};

/**
 * Node.js, with nothing left on by an earlier test file: jest and the code under test each leave an AsyncLocalStorage that every promise
 * of the later files pays for, and listeners to every request that also keep what they know of in memory.
 */
export default class EnvironmentOfAFile extends TestEnvironment {
  async teardown() {
    await super.teardown();
    for (const off of on) off();
    on.clear();
  }
}
