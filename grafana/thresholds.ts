/** What a colour means, the same on every board. No other file of this folder names one. */
import {
  MappingType,
  type Threshold,
  type ThresholdsConfig,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { SEVERITIES, type Severity } from '../src/model/finding.ts';

export const COLOURS = {
  critical: 'red',
  warning: 'orange',
  info: 'blue',
  ok: 'green',
  /** A number that is neither good nor bad. */
  neutral: 'text',
  /** Nothing was read: never the colour of "fine". */
  noData: 'purple',
} as const;
export type Colour = keyof typeof COLOURS;

/** Below any number that is shown. */
const LOWEST = -1e9;

/** Thresholds begin with the colour of "no data", which Grafana also gives to a value that is not there. */
function steps(...values: readonly (readonly [from: number, colour: Colour])[]): ThresholdsConfig {
  const base: Threshold = { value: null, color: COLOURS.noData };
  return {
    mode: ThresholdsMode.Absolute,
    steps: [base, ...values.map(([value, colour]) => ({ value, color: COLOURS[colour] }))],
  };
}

export const NEUTRAL: ThresholdsConfig = {
  mode: ThresholdsMode.Absolute,
  steps: [{ value: null, color: COLOURS.neutral }],
};

/** None is good, one or more has the colour of its severity. */
export function none(otherwise: Colour): ThresholdsConfig {
  return steps([0, 'ok'], [1, otherwise]);
}

/** 0 is bad. */
export const ALL_GOOD = steps([0, 'critical'], [1, 'ok']);

/** Age of a report as a share of its refresh interval; from 2 on the alert on stale reports fires. */
export const REPORT_AGE = steps([0, 'ok'], [1.5, 'warning'], [2, 'critical']);

/** Less is better: a change in the number of findings. */
export const CHANGE = steps([LOWEST, 'ok'], [0, 'neutral'], [1, 'warning']);

/** Days until something ends. */
export const DAYS_LEFT = steps([LOWEST, 'critical'], [0, 'warning'], [14, 'ok']);

/** Names for 0 and 1. */
export function zeroOrOne(zero: readonly [string, Colour], one: readonly [string, Colour]): ValueMapping {
  return {
    type: MappingType.ValueToText,
    options: {
      '0': { text: zero[0], color: COLOURS[zero[1]], index: 0 },
      '1': { text: one[0], color: COLOURS[one[1]], index: 1 },
    },
  };
}

/** So that nobody has to ask whether a 0 is a missing number. */
export const ZERO_IS_NONE: ValueMapping = {
  type: MappingType.ValueToText,
  options: { '0': { text: 'none', color: COLOURS.ok, index: 0 } },
};

/** Names for ranges of numbers, one for each severity. */
export function severityOf(range: (severity: Severity) => readonly [from: number, to: number]): ValueMapping[] {
  return SEVERITIES.map((severity, index) => {
    const [from, to] = range(severity);
    const result = { text: severity, color: COLOURS[severity], index };
    return { type: MappingType.RangeToText, options: { from, to: to - 1, result } };
  });
}

export const SEVERITY_COLOURS: ValueMapping = {
  type: MappingType.ValueToText,
  options: Object.fromEntries(
    SEVERITIES.map((severity, index) => [severity, { text: severity, color: COLOURS[severity], index }]),
  ),
};
