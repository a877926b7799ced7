#!/usr/bin/env bash
# AWS SDK for JavaScript 3.1169.0 (client-iam and credential-providers). One provider of fromTemporaryCredentials is given to three
# clients, as of one account in three regions, and each client makes two calls.
#
# A good guess: the provider keeps the session of the role, so that all three share it, and AssumeRole is called once.
# Seen: the provider keeps nothing. Each client keeps what it got from it, so AssumeRole is called three times: once for each client and not
# for each call. Hundreds of accounts in seventeen regions each would mean thousands of calls to STS. Who wants one session wraps the
# provider, or hands `config.credentials` of the first client to the others.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @aws-sdk/client-iam@3.1169.0 @aws-sdk/credential-providers@3.1169.0 >/dev/null

cat >ask.mjs <<'JS'
import { createServer } from 'node:http';
import { once } from 'node:events';
import { GetUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';

const expiration = new Date(Date.now() + 3_600_000).toISOString();
const session = `<Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expiration}</Expiration></Credentials>`;
const answers = {
  AssumeRole: `<AssumeRoleResponse><AssumeRoleResult>${session}</AssumeRoleResult></AssumeRoleResponse>`,
  GetUser: '<GetUserResponse><GetUserResult><User><UserName>a</UserName></User></GetUserResult></GetUserResponse>',
};
const counts = { AssumeRole: 0, GetUser: 0 };
const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const action = new URLSearchParams(body).get('Action');
  counts[action] += 1;
  response.setHeader('content-type', 'text/xml');
  response.end(answers[action]);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const endpoint = `http://127.0.0.1:${server.address().port}`;

const masterCredentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 's' };
const params = { RoleArn: 'arn:aws:iam::111122223333:role/x', RoleSessionName: 'x' };
const provider = () =>
  fromTemporaryCredentials({ masterCredentials, params, clientConfig: { region: 'us-east-1', endpoint } });

async function ask(credentialsOf) {
  Object.assign(counts, { AssumeRole: 0, GetUser: 0 });
  let credentials = provider();
  for (const region of ['us-east-1', 'eu-west-1', 'ap-south-1']) {
    const client = new IAMClient({ region, endpoint, credentials });
    await client.send(new GetUserCommand({}));
    await client.send(new GetUserCommand({}));
    credentials = credentialsOf(client, credentials);
  }
  return { ...counts };
}

const shared = await ask((_client, credentials) => credentials);
const handedOn = await ask((client) => client.config.credentials);
console.log(JSON.stringify({ shared, handedOn }));
server.close();
server.closeAllConnections();
JS

seen=$(AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true node ask.mjs)
echo "$seen"
expected='{"shared":{"AssumeRole":3,"GetUser":6},"handedOn":{"AssumeRole":1,"GetUser":6}}'
if [[ $seen != "$expected" ]]; then
  echo "changed: expected $expected" >&2
  exit 1
fi
