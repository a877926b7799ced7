/** Unit, HTTP and golden tests: what `npm test` runs. They need nothing but Node; the end-to-end tests have a configuration of their own. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: ['<rootDir>/test/e2e/'],
  // A deadline is there to end a test that hangs; on a busy machine, 5 s end one that is only slow.
  testTimeout: 120_000,
  // All processors: by default jest leaves one to itself, which on two of them doubles the time.
  maxWorkers: '100%',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
  },
};
