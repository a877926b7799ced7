/** What the comments of the chart's values.yaml say, by the path of the value: as helm-docs reads them, from `# -- ` on. */

const LINE = /^(?<indent> *)(?:# -- (?<begin>.+)|# (?<more>.+)|(?<key>[A-Za-z]\w*):.*)$/;

export function valuesComments(yaml: string): Map<string, string> {
  const comments = new Map<string, string>();
  const parents: string[] = [];
  let comment: string | undefined;
  for (const line of yaml.split('\n')) {
    const { indent = '', begin, more, key } = LINE.exec(line)?.groups ?? {};
    if (key !== undefined) {
      parents.splice(indent.length / 2, Infinity, key);
      if (comment !== undefined) comments.set(parents.join('.'), comment);
    }
    comment = begin ?? (more === undefined || comment === undefined ? undefined : `${comment} ${more}`);
  }
  return comments;
}
