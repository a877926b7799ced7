#!/usr/bin/env bash
# Node.js 20.20.2, tls.createServer with `ciphers`, the IANA name of a suite of TLS 1.2 (as Go and the documents of TLS write it).
#
# Expected: an error at the start, since OpenSSL knows the suite by another name, as there is one for a name that nobody knows. Seen: the
# server starts, and no client can connect, neither of TLS 1.2 nor of TLS 1.3. Node.js takes every name that begins with TLS_ for one of
# TLS 1.3, and what OpenSSL does not know of these it leaves out, so that nothing is left. By OpenSSL's name both versions work.
#
# Needs Node.js and openssl. Fails if the behaviour has changed.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key.pem -out cert.pem 2>/dev/null
cat >ciphers.mjs <<'JAVASCRIPT'
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:tls';

async function versions(ciphers) {
  const server = createServer({ cert: readFileSync('cert.pem'), key: readFileSync('key.pem'), ciphers });
  server.on('tlsClientError', () => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const seen = [];
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3']) {
    const socket = connect({ host: '127.0.0.1', port: server.address().port, maxVersion, rejectUnauthorized: false });
    const version = await new Promise((resolve) => {
      socket.once('secureConnect', () => resolve(socket.getProtocol())).once('error', () => resolve('none'));
    });
    socket.destroy();
    seen.push(version);
  }
  server.close();
  return seen.join('+');
}

const seen = [];
for (const ciphers of [
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
]) {
  seen.push(await versions(ciphers));
  console.log(`${ciphers}: clients of TLS 1.2 and of TLS 1.3 get ${seen.at(-1)}`);
}
const unknown = await versions('NOBODY-KNOWS').catch((error) => error.code);
console.log(`NOBODY-KNOWS: ${unknown}`);
process.exit([...seen, unknown].join() === 'none+none,TLSv1.2+TLSv1.3,ERR_SSL_NO_CIPHER_MATCH' ? 0 : 1);
JAVASCRIPT
node ciphers.mjs
