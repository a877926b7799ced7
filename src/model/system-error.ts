/** Errors of the operating system in words: nobody should have to look up what ENOENT means. */

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'it is in use',
  EDQUOT: 'the quota of the disk is used up',
  EIO: 'the disk or its server reports an error',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links go in a circle',
  EMFILE: 'this process has too many open files',
  ENAMETOOLONG: 'the name is too long',
  ENFILE: 'this machine has too many open files',
  ENOENT: 'there is no such file',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is not a folder',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ESTALE: 'the share was mounted anew',
  ETIMEDOUT: 'the share does not answer',
};

/** What the error says; without words for it, those of the system. Never a path or another name. */
export function systemErrorInWords(error: unknown): string {
  const { code = '', message = '' } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  // Node.js writes `ENOENT: no such file or directory, open '/etc/x'` and `listen EADDRINUSE: address already in use :::80`.
  const [, ofSystem] = /\bE[A-Z0-9]+: ([a-z]+(?: [a-z]+)*)/.exec(message) ?? [];
  return WORDS[code.replace(/^ERR_FS_/, '')] ?? ofSystem ?? (code === '' ? 'for an unknown reason' : code);
}
