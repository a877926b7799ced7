/** What happens to the process: its log, and many who want something at once. */
import { pageOf } from '../scrapes.ts';
import type { Disturbance } from './disturbance.ts';

const AT_ONCE = 20;

export const aroundProcess: readonly Disturbance[] = [
  {
    name: 'log: the pipe is full',
    subject: 'exporter',
    seconds: 10,
    begin: ({ exporter }) => exporter.log.fill(),
    end: ({ exporter }) => exporter.log.drain(),
  },
  {
    name: `${AT_ONCE} scrapes at once`,
    subject: 'exporter',
    begin: ({ exporter: { url } }) =>
      Promise.all(Array.from({ length: AT_ONCE }, () => pageOf(url, { 'accept-encoding': 'gzip' }))),
  },
];
