import type { Html } from '../../html/document.ts';
import { printable } from '../../model/printable.ts';
import type { Problem } from '../../views/query.ts';

/** What is wrong with the filters of an address, and what to write. */
export function Problems({ of }: { readonly of: readonly Problem[] }): Html {
  return (
    <div class="problem" role="alert">
      <p>These filters cannot be used:</p>
      <ul>
        {of.map(({ text }) => (
          <li>{printable(text)}</li>
        ))}
      </ul>
    </div>
  );
}
