import { printableJson } from '../model/printable.ts';

/** A document for programs, which people look at too. */
export function toJson(document: unknown): string {
  return `${printableJson(JSON.stringify(document, null, 2))}\n`;
}

/** In one line. */
export function toJsonLine(document: unknown): string {
  return `${printableJson(JSON.stringify(document))}\n`;
}
