/** A family as it stands in an exposition. */
export interface WrittenFamily {
  readonly name: string;
  readonly samples: readonly string[];
}

/**
 * The families of an exposition in their order. Throws where the text is not families one after the other, each with its two
 * metadata lines and at least one sample.
 */
export function readExposition(text: string): WrittenFamily[] {
  const families: { name: string; samples: string[] }[] = [];
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Error('the last line does not end');
  for (const [index, line] of lines.entries()) {
    const [, help] = /^# HELP (\S+) ./.exec(line) ?? [];
    const [, type] = /^# TYPE (\S+) (?:gauge|counter)$/.exec(line) ?? [];
    const [, sample] = /^([a-z_]+)(?:\{.*\})? \S+$/.exec(line) ?? [];
    const open = families.at(-1);
    if (help !== undefined) families.push({ name: help, samples: [] });
    else if (type !== undefined && type === open?.name && lines[index - 1]?.startsWith('# HELP')) continue;
    else if (sample !== undefined && (sample === open?.name || sample === `${String(open?.name)}_total`))
      open?.samples.push(line);
    else throw new Error(`line ${index + 1} does not belong here: ${line}`);
  }
  const empty = families.find(({ samples }) => samples.length === 0);
  if (empty !== undefined) throw new Error(`${empty.name} has metadata and no samples`);
  if (new Set(families.map(({ name }) => name)).size < families.length) throw new Error('a family is there twice');
  return families;
}
