#!/usr/bin/env bash
# AWS SDK for JavaScript 3.1169.0 (client-iam, its NodeHttpHandler from @smithy/node-http-handler 4.14.2). Sixty calls at once to one host,
# with a connectionTimeout of 1 s. The host accepts every connection at once and answers each request after 3 s.
#
# A good guess: connectionTimeout is the time to connect. The 50 sockets that the handler opens to a host connect at once, ten calls wait
# for a free socket, and all sixty succeed after 6 s.
# Seen: ten calls fail after 1 s with "did not establish a connection with the server", though the server was never asked: the clock runs
# while a call waits for a free socket. So who sets the timeout also raises maxSockets to the number of calls under way, for http and https
# each.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @aws-sdk/client-iam@3.1169.0 @smithy/node-http-handler@4.14.2 >/dev/null

cat >ask.mjs <<'JS'
import { once } from 'node:events';
import { Agent, createServer } from 'node:http';
import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam';
import { NodeHttpHandler } from '@smithy/node-http-handler';

const answer =
  '<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap/></GetAccountSummaryResult></GetAccountSummaryResponse>';
let connections = 0;
const server = createServer((_request, response) => {
  setTimeout(() => response.setHeader('content-type', 'text/xml').end(answer), 3_000);
});
server.on('connection', () => (connections += 1));
server.listen(0, '127.0.0.1');
await once(server, 'listening');

async function ask(settings) {
  connections = 0;
  const client = new IAMClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${server.address().port}`,
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 's' },
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({ connectionTimeout: 1_000, ...settings }),
  });
  const calls = Array.from({ length: 60 }, () => client.send(new GetAccountSummaryCommand({})));
  const failed = (await Promise.allSettled(calls)).filter(({ status }) => status === 'rejected');
  const messages = new Set(failed.map(({ reason }) => reason.message.includes('did not establish a connection')));
  return { connections, failed: failed.length, saysNoConnection: [...messages] };
}

const byDefault = await ask({});
const raised = await ask({ httpAgent: new Agent({ keepAlive: true, maxSockets: 60 }) });
console.log(JSON.stringify({ byDefault, raised }));
server.close();
server.closeAllConnections();
JS

seen=$(AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true node ask.mjs)
echo "$seen"
expected='{"byDefault":{"connections":50,"failed":10,"saysNoConnection":[true]},"raised":{"connections":60,"failed":0,"saysNoConnection":[]}}'
if [[ $seen != "$expected" ]]; then
  echo "changed: expected $expected" >&2
  exit 1
fi
