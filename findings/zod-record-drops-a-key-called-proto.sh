#!/usr/bin/env bash
# zod 4.6.7, z.record(z.string(), ...).
#
# Expected: a key `__proto__` that the input has as its own, as parsers of YAML and JSON make one, is validated and kept, or refused.
# Seen: it is dropped without an issue, whatever its value is. Of a mapping that says who may log in, the last user vanishes, and the file
# without users means that nobody needs a login. A mapping of names that somebody else chooses needs a Map or an own check.
#
# Needs Node.js and a package index. Fails if the behaviour has changed.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent zod@4.6.7
cat >record.mjs <<'JAVASCRIPT'
import { z } from 'zod';

const input = JSON.parse('{"__proto__": 1}');
const result = z.record(z.string(), z.string()).safeParse(input);
console.log('keys of the input:', Object.keys(input), 'of the result:', result.success, Object.keys(result.data ?? {}));
process.exit(Object.keys(input).length === 1 && result.success && Object.keys(result.data).length === 0 ? 0 : 1);
JAVASCRIPT
node record.mjs
