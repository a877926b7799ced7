import { describe, expect, it } from '@jest/globals';
import { selectors, syntaxErrors } from '../../../alerts/promql.ts';

describe('syntaxErrors', () => {
  it.each(['sum by (a (b)', 'a{b="c}', 'topk($limit, a)', 'a on (b) c'])('finds fault with %s', (expr) => {
    expect(syntaxErrors(expr)).not.toEqual([]);
  });

  it.each(['sum(a) or 0 * sum(b)', 'a{b=~"x\\\\.y"} @ end()', 'topk by (a) (1, b)'])('accepts %s', (expr) => {
    expect(syntaxErrors(expr)).toEqual([]);
  });
});

describe('selectors', () => {
  it('says what each metric stands in, from the inside out', () => {
    expect(selectors('max by (a) (x{b="c"}) * on (a) group_left (d) y or sum(rate(z_total[5m] offset 1h))')).toEqual([
      {
        metric: 'x',
        matchers: '{b="c"}',
        within: [
          { kind: 'aggregation', name: 'max' },
          { kind: 'operator', name: '* on' },
          { kind: 'operator', name: 'or' },
        ],
      },
      {
        metric: 'y',
        matchers: '',
        within: [
          { kind: 'operator', name: '* on' },
          { kind: 'operator', name: 'or' },
        ],
      },
      {
        metric: 'z_total',
        matchers: '',
        within: [
          { kind: 'range', name: '5m' },
          { kind: 'offset', name: '1h' },
          { kind: 'function', name: 'rate' },
          { kind: 'aggregation', name: 'sum' },
          { kind: 'operator', name: 'or' },
        ],
      },
    ]);
  });
});
