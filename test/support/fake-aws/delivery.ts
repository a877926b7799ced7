/** Puts an answer on the wire, whole or spoiled by a fault. */
import type { ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import { errorXml, isWireError, successXml, type Success, type WireError } from './query-protocol.ts';

/** Between two bytes of an answer that dribbles. */
const DRIBBLE_MS = 1_000;

/** What the server makes of one request: only the one that the fault asks for is made. */
export interface PossibleAnswers {
  readonly usual: () => Success | WireError;
  readonly denied: () => WireError;
}

export function deliver(response: ServerResponse, fault: Fault, { usual, denied }: PossibleAnswers): void {
  switch (fault.kind) {
    case 'none':
    case 'delay':
      sendAnswer(response, usual());
      return;
    case 'denied':
      sendAnswer(response, denied());
      return;
    case 'error':
      sendAnswer(response, fault.error);
      return;
    case 'html':
      send(response, fault.status, 'text/html', fault.body);
      return;
    case 'hang':
      return;
    case 'dribble':
      dribble(response, usual());
      return;
    case 'cut':
      response.destroy();
      return;
    case 'cut-in-body':
      cutInBody(response, usual());
      return;
    case 'not-xml':
      send(response, 200, 'text/xml', 'Welcome to the hotel network. Please sign in & accept <the terms.');
      return;
    case 'without':
      sendAnswer(response, without(usual(), fault.member));
      return;
  }
}

export function sendAnswer(response: ServerResponse, answer: Success | WireError): void {
  send(response, statusOf(answer), 'text/xml', xmlOf(answer));
}

function dribble(response: ServerResponse, answer: Success | WireError): void {
  const body = Buffer.from(xmlOf(answer));
  response.writeHead(statusOf(answer), { 'content-type': 'text/xml', 'content-length': body.length });
  let sent = 0;
  const writing = setInterval(() => {
    response.write(body.subarray(sent, sent + 1));
    sent += 1;
    if (sent === body.length) response.end();
  }, DRIBBLE_MS);
  // An answer that is still due holds up nobody's exit.
  writing.unref();
  response.once('close', () => clearInterval(writing));
}

function cutInBody(response: ServerResponse, answer: Success | WireError): void {
  const body = xmlOf(answer);
  response.writeHead(statusOf(answer), { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}

function without(answer: Success | WireError, member: string): Success | WireError {
  if (isWireError(answer)) return answer;
  const members = Object.entries(answer.result).filter(([name]) => name !== member);
  return { ...answer, result: Object.fromEntries(members) };
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}

function statusOf(answer: Success | WireError): number {
  return isWireError(answer) ? answer.status : 200;
}

function xmlOf(answer: Success | WireError): string {
  return isWireError(answer) ? errorXml(answer) : successXml(answer);
}
