import { readFile } from 'node:fs/promises';

export interface CodeBlock {
  readonly language: string;
  /** The heading of level 2 that it stands under. */
  readonly section: string;
  readonly text: string;
}

/** A page of documentation, taken apart as far as tests look at it. */
export interface MarkdownPage {
  readonly title: string;
  /** The headings of level 2, in order. */
  readonly sections: readonly string[];
  readonly blocks: readonly CodeBlock[];
  /** Targets of the links to other files here, without the part behind the #. */
  readonly links: readonly string[];
  readonly text: string;
}

/** A fence, which may be indented under the item of a list. */
const FENCE = /^( *)```(\w*)$/;

export async function readMarkdownPage(file: string): Promise<MarkdownPage> {
  const text = await readFile(file, 'utf8');
  const sections: string[] = [];
  const blocks: CodeBlock[] = [];
  let open: { indent: number; language: string; lines: string[] } | undefined;
  for (const line of text.split('\n')) {
    const [, indent = '', language = ''] = FENCE.exec(line) ?? [];
    if (open !== undefined) {
      if (line.trim() !== '```') open.lines.push(line.slice(open.indent));
      else {
        blocks.push({ language: open.language, section: sections.at(-1) ?? '', text: open.lines.join('\n') });
        open = undefined;
      }
    } else if (FENCE.test(line)) open = { indent: indent.length, language, lines: [] };
    else if (line.startsWith('## ')) sections.push(line.slice(3));
  }
  if (open !== undefined) throw new Error(`${file}: a code block has no end`);
  const targets = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
  return {
    title: /^# (.+)$/m.exec(text)?.[1] ?? '',
    sections,
    blocks,
    links: targets.filter((target) => !/^[a-z]+:/.test(target)).map((target) => target.replace(/#.*$/, '')),
    text,
  };
}
