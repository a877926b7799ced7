/** The ends that no command means. */
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { withoutSecrets } from '../model/without-secrets.ts';

/** EX_SOFTWARE of sysexits.h: a fault of this program. */
const CRASHED = 70;
/** Something that the program needs is not there. */
const CANNOT_START = 1;
/** While Node.js loads the exporter, it has that many files open at a time. */
const NEEDED_FILE_DESCRIPTORS = 150;
const ENOUGH_FILE_DESCRIPTORS = 1024;

/** Throws where too few are left to load the exporter, as Node.js would fail to find modules that are there. */
export function tryFileDescriptors(): void {
  const opened: number[] = [];
  try {
    while (opened.length < NEEDED_FILE_DESCRIPTORS) opened.push(openSync(devNull, 'r'));
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

export function exitCodeOf(error: unknown): number {
  return isOutOfFileDescriptors(error) ? CANNOT_START : CRASHED;
}

/** For standard error. */
export function inWords(error: unknown): string {
  if (isOutOfFileDescriptors(error)) {
    return `too few file descriptors: this process may not even open ${NEEDED_FILE_DESCRIPTORS} files at a time. Raise its limit to ${ENOUGH_FILE_DESCRIPTORS}: "ulimit -n ${ENOUGH_FILE_DESCRIPTORS}" in a shell, "LimitNOFILE=${ENOUGH_FILE_DESCRIPTORS}" in a unit of systemd, "--ulimit nofile=${ENOUGH_FILE_DESCRIPTORS}" for docker run\n`;
  }
  return `${withoutSecrets(error instanceof Error ? String(error.stack) : String(error))}\n`;
}

function isOutOfFileDescriptors(error: unknown): boolean {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return code === 'EMFILE' || code === 'ENFILE';
}
