/** What a PromQL expression consists of, by Prometheus' own grammar: for the rules here and for the queries of the dashboards. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

export interface Selector {
  readonly metric: string;
  /** `{...}`, or nothing. */
  readonly matchers: string;
  /** What it stands in, from the inside out. */
  readonly within: readonly Surrounding[];
}

export interface Surrounding {
  readonly kind: 'aggregation' | 'function' | 'operator' | 'range' | 'offset';
  /** `max`, `rate`, `*`, `* on` where it says which labels match, or the duration of a range or an offset. */
  readonly name: string;
}

/** Where the grammar was left. Variables have to have values by then. */
export function syntaxErrors(expr: string): string[] {
  const errors: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ type, from }) => {
      if (type.isError) errors.push(expr.slice(from, from + 40));
    },
  });
  return errors;
}

export function selectors(expr: string): Selector[] {
  const found: Selector[] = [];
  parser.parse(expr).iterate({
    enter: ({ name, node }) => {
      if (name !== 'VectorSelector') return;
      const text = (child: string) => textOf(expr, node.getChild(child));
      found.push({ metric: text('Identifier'), matchers: text('LabelMatchers'), within: surroundings(expr, node) });
    },
  });
  return found;
}

function surroundings(expr: string, node: SyntaxNode): Surrounding[] {
  const found: Surrounding[] = [];
  for (let parent = node.parent; parent !== null; parent = parent.parent) {
    const surrounding = surroundingOf(expr, parent);
    if (surrounding !== undefined) found.push(surrounding);
  }
  return found;
}

function surroundingOf(expr: string, node: SyntaxNode): Surrounding | undefined {
  switch (node.name) {
    case 'AggregateExpr':
      return { kind: 'aggregation', name: textOf(expr, node.getChild('AggregateOp')) };
    case 'FunctionCall':
      return { kind: 'function', name: textOf(expr, node.getChild('FunctionIdentifier')) };
    case 'MatrixSelector':
      return { kind: 'range', name: textOf(expr, node.getChild('DurationExpr')) };
    case 'OffsetExpr':
      return { kind: 'offset', name: textOf(expr, node.getChild('OffsetDurationExpr')) };
    case 'BinaryExpr': {
      // The operator stands between the sides, before its modifiers.
      const operator = textOf(expr, node.firstChild?.nextSibling ?? null);
      const matches = node.getChild('MatchingModifierClause') !== null;
      return { kind: 'operator', name: matches ? `${operator} on` : operator };
    }
    default:
      return undefined;
  }
}

function textOf(expr: string, node: SyntaxNode | null): string {
  return node === null ? '' : expr.slice(node.from, node.to);
}
