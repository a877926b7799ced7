/** What happens to the process: its log, and many who want something at once. */
import { ask } from '../ask.ts';
import type { Disturbance } from './disturbance.ts';

const AT_ONCE = 20;
const DEADLINE_MS = 10_000;

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
      // Unpacked they would keep the machine busy with the soak itself.
      Promise.all(
        Array.from({ length: AT_ONCE }, () =>
          ask(`${url}/metrics`, { headers: { 'accept-encoding': 'gzip' }, deadline: DEADLINE_MS, unpack: false }),
        ),
      ),
  },
];
