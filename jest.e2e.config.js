import unit from './jest.config.js';

/** End-to-end tests: the built exporter as a process, against real programs that `.ci/provision` installs. */
export default {
  ...unit,
  roots: ['<rootDir>/test/e2e'],
  testPathIgnorePatterns: [],
  // One at a time: each test starts servers of its own, and a busy machine would only make their deadlines guesswork. Tests that have
  // none, and only wait for the end of a program, are `concurrent` within their file.
  maxWorkers: 1,
  // There are few of them, and with a limit not even one file runs in the process of jest.
  workerIdleMemoryLimit: undefined,
  testTimeout: 600_000,
};
