import type { Html } from '../../html/document.ts';
import type { Severity } from '../../model/finding.ts';

/** The word says it; the colour only helps to find it. */
export function SeverityLabel({ of }: { readonly of: Severity }): Html {
  return <span class={`severity ${of}`}>{of}</span>;
}
