/** The commands of the guide to TLS and logins make what its files name, and a client gets in with that, and not without. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startExporter } from './support/exporter-process.ts';
import { output, repositoryRoot, run } from './support/tools.ts';

function blocks(guide: string, language: string): string[] {
  return [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text);
}

it('the openssl commands, with both files', async () => {
  const guide = await readFile(path.join(repositoryRoot, 'docs/guides/tls-and-logins.md'), 'utf8');
  const [withLogin = '', withCertificate = ''] = blocks(guide, 'yaml').filter((yaml) =>
    yaml.includes('cert_file: tls.crt'),
  );
  const [server = '', clients = ''] = blocks(guide, 'sh').filter((commands) => commands.startsWith('openssl'));
  const folder = await temporaryFolder();
  await output('sh', ['-ec', `cd ${folder}\n${server.replace(/^htpasswd.*\n/m, '')}${clients}`]);
  const status = async (yaml: string, ...options: string[]) => {
    const file = path.join(folder, 'web-config.yml');
    await writeFile(file, yaml);
    const { url, process } = await startExporter({ args: [`--web.config.file=${file}`] });
    const { port } = new URL(url);
    const name = 'exporter.example.com';
    const address = [
      '--cacert',
      'tls.crt',
      '--resolve',
      `${name}:${port}:127.0.0.1`,
      `https://${name}:${port}/metrics`,
    ];
    const shown = ['--silent', '--output', '/dev/null', '--write-out', '%{http_code}', ...options, ...address];
    const { stdout } = await run('sh', ['-c', 'cd "$0" && exec curl "$@"', folder, ...shown]);
    await process.stop('SIGTERM');
    return stdout;
  };

  expect(await status(withLogin, '--user', 'prometheus:change me')).toBe('200');
  expect(await status(withLogin)).toBe('401');
  expect(await status(withCertificate, '--cert', 'prometheus.crt', '--key', 'prometheus.key')).toBe('200');
  expect(await status(withCertificate)).toBe('000');
});
