#!/usr/bin/env bash
# sonic-boom 5.0.2 (what pino writes files with; 4.2.1 does the same), `sync: false` with `maxLength`, on a disk that is full for a while.
#
# Expected of a bound on what waits: lines are dropped while the disk is full, and once there is room the waiting ones are written and
# new ones taken. Seen: once as many wait as `maxLength` allows, each new line is dropped, and only a line that is taken tries again to
# write; so nothing is ever written again, however much room there is. With `minLength: 1` and a `flush()` at each `drop` it recovers.
#
# Needs Linux with user namespaces (for a small tmpfs) or root, Node.js and a package index. Fails if the behaviour has changed.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent sonic-boom@5.0.2
mkdir disk
cat >log.mjs <<'JAVASCRIPT'
import fs from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import SonicBoom from 'sonic-boom';

const recovers = process.argv[2] === 'recovers';
fs.writeFileSync('disk/ballast', Buffer.alloc(56 * 1024));
const log = new SonicBoom({ dest: 'disk/log', sync: false, maxLength: 16 * 1024, ...(recovers && { minLength: 1 }) });
const errors = new Set();
let dropped = 0;
log.on('error', ({ code }) => errors.add(code));
log.on('drop', () => {
  dropped += 1;
  if (recovers) log.flush();
});
async function write(lines) {
  for (let line = 0; line < lines; line += 1) {
    log.write(`${'x'.repeat(1000)}\n`);
    await setTimeout(5);
  }
}

await write(60);
const full = fs.statSync('disk/log').size;
fs.unlinkSync('disk/ballast');
dropped = 0;
await write(40);
const written = fs.statSync('disk/log').size - full;
console.log(`${process.argv[2]}: ${[...errors].join()} while full; of 40 lines after it dropped ${dropped}, bytes written ${written}`);
process.exit((written > 0) === recovers ? 0 : 1);
JAVASCRIPT

for how in stays recovers; do
  unshare --user --map-root-user --mount sh -c 'mount -t tmpfs -o size=64k tmpfs disk && node log.mjs "$0"' "$how"
done
