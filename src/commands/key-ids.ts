/** The ids that `whose` is asked about. */
import { type AccessKeyId, readAccessKeyId } from '../model/access-key-id.ts';
import { STANDARD_INPUT } from '../sources/standard-input.ts';

export interface ReadKeyIds {
  /** Each once, in the order in which they were given. */
  readonly keys: readonly AccessKeyId[];
  /** Why nothing can be asked. */
  readonly problems: readonly string[];
  /** Lines of standard input that are no ids: the other ones can be asked about. */
  readonly badLines: readonly string[];
}

/** @param input what standard input says; read only if an argument stands for it. */
export function readKeyIds(given: readonly string[], input: string): ReadKeyIds {
  const keys = new Map<string, AccessKeyId>();
  const problems: string[] = [];
  const badLines: string[] = [];
  const read = (text: string, place: string, bad: string[]): void => {
    const key = readAccessKeyId(text);
    if (key === undefined) bad.push(`${place} ${NO_ID}`);
    else keys.set(key.id, key);
  };
  given.forEach((text, index) => {
    if (text !== STANDARD_INPUT) {
      read(text, `argument ${index + 1}`, problems);
      return;
    }
    input.split(/\r\n|\n|\r/).forEach((line, number) => {
      const id = line.trim();
      if (id !== '' && !id.startsWith('#')) read(id, `line ${number + 1} of standard input`, badLines);
    });
  });
  if (keys.size === 0 && problems.length === 0) problems.push('no id of an access key was given');
  return { keys: [...keys.values()], problems, badLines };
}

/** Without the text: somebody may have given the secret. */
const NO_ID = 'is not the id of an access key, which begins with AKIA or ASIA and has capital letters and digits only';
