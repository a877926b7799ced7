/** docs/deployment.md says of each further fact which actions it needs, and how often AWS is asked. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { FACTS } from '../../../src/model/facts/catalogue.ts';
import { HOUR, MINUTE } from '../../../src/model/time.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/deployment.md'), 'utf8');

it('has a row for each, with its actions and its interval', () => {
  const [, section = ''] = /^## Further facts$([^]*?)^## /m.exec(page) ?? [];
  const rows = [...section.matchAll(/^\| `(?<id>\S+)` +\| (?<actions>.*?) +\| .*?every (?<interval>.*?) +\|$/gm)];
  expect(rows.map(({ groups }) => groups)).toEqual(
    FACTS.filter(({ enabled }) => !enabled).map(({ id, permissions, interval }) => ({
      id,
      actions: permissions.map((action) => `\`${action}\``).join(', '),
      interval: interval < HOUR ? `${interval / MINUTE} minutes` : `${interval / HOUR} hours`,
    })),
  );
});
