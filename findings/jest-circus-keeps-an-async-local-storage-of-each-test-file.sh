#!/usr/bin/env bash
# jest 30.5.2 with jest-circus, run in one process on Node.js 20 or 22.
#
# Expected: what jest does for one test file is over when the file is, so that the fiftieth file runs as fast as the first. Seen: each
# file leaves an AsyncLocalStorage behind that is never disabled. Every promise of all later files carries a value for each of them, and a
# suite of some hundred files gets slower from file to file. On Node.js 24 these stores cost the promises nothing. Ending a worker
# once it holds more than some memory (workerIdleMemoryLimit) starts again from none.
#
# Needs Node.js 20 or 22, and a package registry. Fails if the behaviour has changed.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

case $(node --version) in
  v20.* | v22.*) ;;
  *)
    echo "needs Node.js 20 or 22, and this is $(node --version)" >&2
    exit 1
    ;;
esac

echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund jest@30.5.2
for file in 1 2 3 4 5; do
  cat >"stores-$file.test.js" <<'TEST'
const { executionAsyncResource } = require('node:async_hooks');
const { appendFileSync } = require('node:fs');

test('counts the stores that a promise carries', async () => {
  await null;
  const symbols = Object.getOwnPropertySymbols(executionAsyncResource());
  const stores = symbols.filter(({ description }) => description === 'kResourceStore');
  appendFileSync('counted', `${stores.length}\n`);
});
TEST
done
node_modules/.bin/jest --runInBand >jest.log 2>&1 || {
  cat jest.log
  exit 1
}

counted=$(sort -n counted | paste -sd ' ')
echo "jest $(node_modules/.bin/jest --version), Node.js $(node --version): stores that a promise carries in the first to the fifth file: $counted"
[[ $counted == '1 2 3 4 5' ]]
