import { stat } from 'node:fs/promises';

/**
 * Equal as long as nobody has changed the file, so that whoever asks before reading it sees later what was written meanwhile. Never rejects.
 * A pipe gives its text once, so that it never changes.
 */
export async function stateOfFile(file: string): Promise<string> {
  try {
    const stats = await stat(file, { bigint: true });
    return stats.isFile() ? [stats.ino, stats.mtimeNs, stats.ctimeNs, stats.size].join(' ') : 'no file';
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
