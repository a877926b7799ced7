/** Takes what Alertmanager sends to Slack and writes it to standard output: the channel, the title and the text. */
import { createServer } from 'node:http';
import { env, stdout } from 'node:process';
import { text } from 'node:stream/consumers';

createServer((request, response) => {
  void text(request).then((body) => {
    const { channel, attachments } = JSON.parse(body);
    for (const { title, text } of attachments) stdout.write(`\n${channel}  ${title}\n${text}\n`);
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
  });
}).listen(Number(env.PORT ?? 8080));
