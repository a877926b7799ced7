import unit from './jest.config.js';

/** End-to-end tests: the built exporter as a process, against real programs that `.ci/provision` installs. */
export default {
  ...unit,
  roots: ['<rootDir>/test/e2e'],
  testPathIgnorePatterns: [],
  // One at a time: each test starts servers of its own, and a busy machine would only make their deadlines guesswork.
  maxWorkers: 1,
  testTimeout: 600_000,
};
