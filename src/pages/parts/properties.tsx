import type { Children, Html } from '../../html/document.ts';

/** Names and values. A value that is undefined is left out with its name. */
export function Properties({ of }: { readonly of: readonly (readonly [name: string, value: Children])[] }): Html {
  return (
    <dl>
      {of.map(
        ([name, value]) =>
          value !== undefined && (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
