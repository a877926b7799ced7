/** Puts an answer on the wire, whole or spoiled by a fault. */
import type { ServerResponse } from 'node:http';
import type { DeniedFault, Fault } from './faults.ts';
import { type Form, isWireError, type Success, type WireError } from './protocol.ts';

/** Between two bytes of an answer that dribbles. */
const DRIBBLE_MS = 1_000;

/** What the server makes of one request: only the one that the fault asks for is made. */
export interface PossibleAnswers {
  readonly usual: () => Success | WireError;
  readonly denied: (fault: DeniedFault) => WireError;
}

export function deliver(response: ServerResponse, form: Form, fault: Fault, { usual, denied }: PossibleAnswers): void {
  switch (fault.kind) {
    case 'none':
    case 'delay':
      sendAnswer(response, form, usual());
      return;
    case 'denied':
      sendAnswer(response, form, denied(fault));
      return;
    case 'error':
      sendAnswer(response, form, fault.error);
      return;
    case 'html':
      send(response, fault.status, 'text/html', fault.body);
      return;
    case 'hang':
      return;
    case 'dribble':
      dribble(response, form, usual());
      return;
    case 'cut':
      response.destroy();
      return;
    case 'cut-in-body':
      cutInBody(response, form, usual());
      return;
    case 'not-xml':
      send(response, 200, form.type, 'Welcome to the hotel network. Please sign in & accept <the terms.');
      return;
    case 'without':
      sendAnswer(response, form, without(usual(), fault.member));
      return;
    case 'with':
      sendAnswer(response, form, having(usual(), fault.member, fault.value));
      return;
  }
}

export function sendAnswer(response: ServerResponse, form: Form, answer: Success | WireError): void {
  const { status, text } = written(form, answer);
  send(response, status, form.type, text);
}

function dribble(response: ServerResponse, form: Form, answer: Success | WireError): void {
  const { status, text } = written(form, answer);
  const body = Buffer.from(text);
  response.writeHead(status, { 'content-type': form.type, 'content-length': body.length });
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

function cutInBody(response: ServerResponse, form: Form, answer: Success | WireError): void {
  const { status, text } = written(form, answer);
  response.writeHead(status, { 'content-type': form.type, 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

function without(answer: Success | WireError, member: string): Success | WireError {
  if (isWireError(answer)) return answer;
  const members = Object.entries(answer.result).filter(([name]) => name !== member);
  return { ...answer, result: Object.fromEntries(members) };
}

function having(answer: Success | WireError, member: string, value: unknown): Success | WireError {
  return isWireError(answer) ? answer : { ...answer, result: { ...answer.result, [member]: value } };
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}

function written(form: Form, answer: Success | WireError): { status: number; text: string } {
  if (!isWireError(answer)) return { status: 200, text: form.success(answer) };
  const own = form.own(answer);
  return { status: own.status, text: form.error(own) };
}
