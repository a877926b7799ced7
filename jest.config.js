/**
 * Unit, HTTP and golden tests: what `npm test` runs. They need nothing but Node; the end-to-end tests have a configuration of their own.
 * package.json gives each Node room for what tests throw away, and one thread to collect it, as every processor has a test to run already.
 */
export default {
  testEnvironment: '<rootDir>/test/support/environment-of-a-file.js',
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: ['<rootDir>/test/e2e/'],
  // A deadline is there to end a test that hangs; on a busy machine, 5 s end one that is only slow.
  testTimeout: 120_000,
  // All processors: by default jest leaves one to itself, which on two of them doubles the time.
  maxWorkers: '100%',
  // Modules of earlier test files stay in memory: a new process begins without them.
  workerIdleMemoryLimit: '400MB',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
    '\\.tsx$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
};
