import { describe, expect, it } from '@jest/globals';
import { readKeyIds } from '../../../src/commands/key-ids.ts';
import { accessKeyIdOf } from '../../support/access-key-ids.ts';

const ONE = accessKeyIdOf('111122223333', 'ONEONE');
const OTHER = accessKeyIdOf('444455556666', 'OTHERA');

const idsOf = (...given: Parameters<typeof readKeyIds>) => readKeyIds(...given).keys.map(({ id }) => id);

describe('the ids of access keys', () => {
  it('come from arguments and from the lines of standard input, and each counts once; blank lines and comments are none', () => {
    expect(idsOf(['-', ONE], `# found today\n${OTHER}\r\n\n  ${ONE}\n`)).toEqual([OTHER, ONE]);
  });

  it('do not come from standard input that no argument stands for', () => {
    expect(idsOf([ONE], OTHER)).toEqual([ONE]);
  });

  it('are never repeated where they are none: it may be a secret', () => {
    const { problems, badLines } = readKeyIds(['wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY', '-'], `${ONE}\nnonsense\n`);

    expect(problems).toEqual([expect.stringMatching(/^argument 1 is not the id of an access key/)]);
    expect(badLines).toEqual([expect.stringMatching(/^line 2 of standard input is not the id of an access key/)]);
    expect([...problems, ...badLines].join()).not.toMatch(/wJalr|nonsense/);
  });

  it('have to be there', () => {
    expect(readKeyIds(['-'], '\n')).toEqual({ keys: [], problems: ['no id of an access key was given'], badLines: [] });
  });
});
