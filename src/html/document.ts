/**
 * The home of the library that makes HTML of JSX, which escapes every text and attribute. It knows no page, so that the pages of the
 * exporter and a page in a file are made by the same few lines.
 */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

export type { ComponentChildren as Children, VNode as Html } from 'preact';

/** @param html the element `html`. */
export function htmlDocument(html: VNode): string {
  return `<!doctype html>\n${renderToString(html)}\n`;
}

/** One element of a document that is written piece by piece. */
export function htmlPiece(element: VNode): string {
  return `${renderToString(element)}\n`;
}
