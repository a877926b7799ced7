import { systemErrorInWords } from '../model/system-error.ts';
import type { Exposed } from './server.ts';

/** Why the address cannot be had, and what to do. @param flag that has it. */
export function listenProblem(error: unknown, { host, port }: Exposed, flag: string): string {
  const other = `set another address with ${flag}`;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return `port ${port} is taken: end the program that listens on it, or ${other}`;
    case 'EACCES':
      return `this user may not listen on port ${port}: ports below 1024 are usually for root; ${other}`;
    case 'EADDRNOTAVAIL':
      return `this machine has no address ${host}: ${other}`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host ${host} cannot be resolved: ${other}`;
    default:
      return `cannot listen on port ${port}: ${systemErrorInWords(error)}; ${other}`;
  }
}
