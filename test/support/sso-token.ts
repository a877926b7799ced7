import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a token to where `aws sso login` puts it.
 *
 * @param session the name of the sso-session, or the start URL in a profile of the old kind.
 */
export async function writeSsoToken(home: string, session: string, token: string): Promise<void> {
  const folder = path.join(home, '.aws/sso/cache');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${createHash('sha1').update(session).digest('hex')}.json`), token);
}
