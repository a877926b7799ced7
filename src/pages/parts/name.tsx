import type { Html } from '../../html/document.ts';
import { printable } from '../../model/printable.ts';

/** A name from outside: it may hold anything, and must not turn the direction of the text around it. */
export function Name({ of }: { readonly of: string }): Html {
  return <bdi>{printable(of)}</bdi>;
}
