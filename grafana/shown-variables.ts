/** Hidden variables for the titles of long tables: how many rows they show of how many there are. */
import { type Rows, shownOf } from './panels/rows.ts';
import { fromPrometheus, hidden, type Variable } from './variables.ts';

/** The title of a table then names it: `Users, the worst first (${shown_users})`. */
export function shownVariable(name: string, rows: Rows): Variable {
  const query = `query_result(${shownOf(rows)} or on () label_replace(vector(1), "of", "none", "", ""))`;
  return hidden(
    fromPrometheus(name, name.replace('shown_', 'Shown '), query)
      .regex('/of="([^"]+)"/')
      .multi(false)
      .includeAll(false),
  );
}
