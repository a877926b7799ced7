/** Types of columns as AWS Glue writes them: `string`, `struct<type:string,sessioncontext:struct<...>>`. */
export interface ColumnType {
  /** Without what stands in its brackets: `string`, `struct`, `array`. */
  readonly name: string;
  /** Of a struct, by names in lower case. */
  readonly fields: ReadonlyMap<string, ColumnType>;
}

/** Never throws: what it cannot read has no fields. */
export function columnType(text: string): ColumnType {
  const [, name = '', inner] = /^\s*([^<\s]*)\s*(?:<(.*)>)?\s*$/s.exec(text) ?? [];
  const isStruct = name.toLowerCase() === 'struct' && inner !== undefined;
  return { name: name.toLowerCase(), fields: new Map(isStruct ? partsOf(inner).flatMap(fieldOf) : []) };
}

function fieldOf(part: string): [string, ColumnType][] {
  const colon = part.indexOf(':');
  if (colon === -1) return [];
  return [[part.slice(0, colon).trim().toLowerCase(), columnType(part.slice(colon + 1))]];
}

/** By the commas that stand in no brackets. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '<' || character === '(') depth += 1;
    else if (character === '>' || character === ')') depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}
