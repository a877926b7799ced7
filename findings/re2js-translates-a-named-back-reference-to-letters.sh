#!/usr/bin/env bash
# re2js 2.10.0, RE2JS.translateRegExp, which turns a regular expression of JavaScript into one of RE2.
#
# Expected: RE2 cannot refer back to a group, so an expression that does is refused, as RE2JS.compile refuses \1 and \k<name>. Seen:
# the backslash of \k<name> is dropped, the result compiles, and it matches the letters "k<name>" where JavaScript repeats the group.
# Who must not match by mistake compiles what was written, without the translation.
#
# Needs Node.js and a package index. Fails if the behaviour has changed.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent re2js@2.10.0
cat >translate.mjs <<'JAVASCRIPT'
import { RE2JS } from 're2js';

const pattern = '(?<part>a|b)-\\k<part>';
const refused = (text) => {
  try {
    RE2JS.compile(text);
    return false;
  } catch {
    return true;
  }
};
const translated = RE2JS.translateRegExp(pattern);
const matches = (name) => [new RegExp(`^${pattern}$`).test(name), RE2JS.compile(translated).testExact(name)];
console.log(`${pattern}: compile refuses it: ${refused(pattern)}; translated: ${translated}`);
console.log('by JavaScript and by the translation: "a-a"', matches('a-a'), '"a-k<part>"', matches('a-k<part>'));
const seen = [refused(pattern), ...matches('a-a'), ...matches('a-k<part>')].join();
process.exit(seen === 'true,true,false,false,true' ? 0 : 1);
JAVASCRIPT
node translate.mjs
