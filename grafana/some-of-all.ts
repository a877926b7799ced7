/** Adds the label `label`: so many of so many, such as `100 of 7,587`. Both are queries for one number without labels. */
export function someOfAll(label: string, some: string, all: string): string {
  const number = (name: string, expr: string) =>
    `label_replace(count_values("${name}", ${expr}), "${name}", "$1,$2", "${name}", "(.+)(...)")`;
  const both = `${number('some', some)} * on () group_left (all) ${number('all', all)}`;
  return `label_join(${both}, "${label}", " of ", "some", "all")`;
}
