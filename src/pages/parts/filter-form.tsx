import type { Html } from '../../html/document.ts';
import type { Parameter, Values } from '../../views/query.ts';

export interface FilterFormProps {
  readonly action: string;
  /** Those of the order and of the page are no fields. */
  readonly parameters: readonly Parameter[];
  readonly values: Values;
  /** What can be written into a field, by the name of its parameter. */
  readonly suggestions: Readonly<Record<string, readonly string[]>>;
  /** One of the values cannot be used. */
  readonly isWrong?: boolean;
}

/** The address of a list has its filters, so that a form that is sent by GET is all it needs. */
export function FilterForm({ action, parameters, values, suggestions, isWrong = false }: FilterFormProps): Html {
  const fields = parameters.filter(({ name }) => name !== 'sort' && name !== 'page');
  const [order] = values.get('sort') ?? [];
  return (
    // A link with filters, such as one of an alert, is for what they choose: on a phone the form would be all that one sees first.
    <details class="filters" open={values.size === 0 || isWrong}>
      <summary>{values.size === 0 ? 'Filters' : 'Change the filters'}</summary>
      <form method="get" action={action} role="search" aria-label="Filters">
        {fields.map((parameter) =>
          parameter.choices === undefined ? (
            <TextField
              parameter={parameter}
              given={values.get(parameter.name) ?? []}
              suggested={suggestions[parameter.name] ?? []}
            />
          ) : (
            <Choices parameter={parameter} choices={parameter.choices} given={values.get(parameter.name) ?? []} />
          ),
        )}
        {order !== undefined && <input type="hidden" name="sort" value={order} />}
        <p class="hint" id="filter-hint">
          A name, or a regular expression for the whole name, such as ci-.*
        </p>
        <p class="actions">
          <button type="submit">Filter</button> {values.size > 0 && <a href={action}>Show all</a>}
        </p>
      </form>
    </details>
  );
}

interface FieldProps {
  readonly parameter: Parameter;
  readonly given: readonly string[];
}

/** One for each value, since a link may have several. */
function TextField({
  parameter: { name },
  given,
  suggested,
}: FieldProps & { readonly suggested: readonly string[] }): Html {
  const values = given.length === 0 ? [''] : given;
  return (
    <>
      {values.map((value, index) => (
        <p class="field">
          <label for={`filter-${name}-${index}`}>{index === 0 ? titleOf(name) : `or ${name}`}</label>
          <input
            type="text"
            id={`filter-${name}-${index}`}
            name={name}
            value={value}
            autocomplete="off"
            spellcheck={false}
            autocapitalize="none"
            aria-describedby="filter-hint"
            {...(suggested.length > 0 && { list: `suggested-${name}` })}
          />
        </p>
      ))}
      {suggested.length > 0 && (
        <datalist id={`suggested-${name}`}>
          {suggested.map((each) => (
            <option value={each} />
          ))}
        </datalist>
      )}
    </>
  );
}

function Choices({ parameter: { name }, given, choices }: FieldProps & { readonly choices: readonly string[] }): Html {
  return (
    <fieldset>
      <legend>{titleOf(name)}</legend>
      {choices.map((choice) => (
        <label>
          <input type="checkbox" name={name} value={choice} checked={given.includes(choice)} /> {choice}
        </label>
      ))}
    </fieldset>
  );
}

function titleOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
