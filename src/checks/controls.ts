/** The controls of the benchmarks, each with the checks that assess it, or with the reason why no check does. */
import { checks } from './catalogue.ts';
import { type Check, CIS_VERSIONS, type ControlNumbers, numbersOf } from './check.ts';
import type { Policy } from './policy.ts';
import { UNASSESSED_CONTROLS } from './unassessed-controls.ts';

/** A check, and how the control judges by it. */
export interface Assessing {
  readonly check: Check;
  /** The place of the control among those of the check. */
  readonly index: number;
  /** The limit and the parameters of the control, by their names. */
  readonly values: Readonly<Record<string, number>>;
  readonly difference?: string;
}

export const COVERAGES = ['covered', 'partly covered', 'not assessed'] as const;
export type Coverage = (typeof COVERAGES)[number];

export interface Control extends ControlNumbers {
  /** What it asks for: a sentence without a full stop. */
  readonly title: string;
  readonly coverage: Coverage;
  /** Where it is not covered: what the checks leave out, or why there is none. Sentences without a full stop. */
  readonly differences: readonly string[];
  /** Several checks may assess one control together: what any of them finds is open in it. */
  readonly assessedBy: readonly Assessing[];
}

/** Those that checks assess, in the order of the catalogue, and then the others. */
export const CONTROLS: readonly Control[] = [
  ...assessedControls(),
  ...UNASSESSED_CONTROLS.map(({ reason, ...control }): Control => ({
    ...control,
    coverage: 'not assessed',
    differences: [reason],
    assessedBy: [],
  })),
];

function assessedControls(): Control[] {
  const found = new Map<string, { title: string; numbers: ControlNumbers; assessedBy: Assessing[] }>();
  for (const check of checks) {
    for (const [index, { title, difference, numbers: own }] of (check.controls ?? []).entries()) {
      const numbers = own ?? numbersAt(check, index);
      const key = JSON.stringify(numbers);
      const control = found.get(key) ?? { title, numbers, assessedBy: [] };
      const values = valuesOf(check, index);
      control.assessedBy.push({ check, index, values, ...(difference !== undefined && { difference }) });
      found.set(key, control);
    }
  }
  return [...found.values()].map(({ title, numbers, assessedBy }) => {
    const differences = [...new Set(assessedBy.flatMap(({ difference }) => difference ?? []))];
    return {
      ...numbers,
      title,
      coverage: differences.length === 0 ? 'covered' : 'partly covered',
      differences,
      assessedBy,
    };
  });
}

/** The numbers of one of several controls, which a check writes as `1.8, 1.9`. */
function numbersAt({ cis = {}, securityHub }: Check, index: number): ControlNumbers {
  const own = CIS_VERSIONS.flatMap((version) => {
    const number = cis[version]?.split(', ')[index];
    return number === undefined ? [] : [[version, number] as const];
  });
  const hub = securityHub?.split(', ')[index];
  return { ...(own.length > 0 && { cis: Object.fromEntries(own) }), ...(hub !== undefined && { securityHub: hub }) };
}

/** The limit and the parameters of a check by one of its controls. */
function valuesOf(check: Check, index: number): Record<string, number> {
  const own = check.controls?.[index]?.values ?? {};
  return Object.fromEntries(numbersOf(check).map(([name, { default: value }]) => [name, own[name] ?? value]));
}

/** How many controls a check can have. */
const MOST_CONTROLS = Math.max(...checks.map(({ controls = [] }) => controls.length));

/**
 * Policies that judge as the controls do, by their own values: nobody is exempt, and no override counts. A check that has several controls
 * is judged by the first one in the first policy, by the second one in the second, and so on. It is off where it has no such control.
 */
export const CONTROL_POLICIES: readonly Policy[] = Array.from({ length: MOST_CONTROLS }, (_each, index) => ({
  checks: Object.fromEntries(
    checks.map((check) => {
      const { id, severity, controls = [] } = check;
      const enabled = controls[index] !== undefined;
      return [id, { enabled, severity, values: valuesOf(check, index), patterns: {} }];
    }),
  ),
  overrides: [],
  exemptions: [],
}));

/** `CIS 7.0: 2.12`, `Security Hub IAM.3`: in the newest version that has it. */
export function shortNumbers({ cis = {}, securityHub }: ControlNumbers): string[] {
  const version = CIS_VERSIONS.findLast((version) => cis[version] !== undefined);
  return [
    ...(version === undefined ? [] : [`CIS ${version}: ${cis[version] ?? ''}`]),
    ...(securityHub === undefined ? [] : [`Security Hub ${securityHub}`]),
  ];
}

const BY_CHECK = new Map<string, { control: Control; index: number; values: Assessing['values'] }[]>();
for (const control of CONTROLS) {
  for (const { check, index, values } of control.assessedBy) {
    BY_CHECK.set(check.id, [...(BY_CHECK.get(check.id) ?? []), { control, index, values }]);
  }
}

/** The controls that a check assesses, each with its place in the check. */
export function controlsOf({
  id,
}: Pick<Check, 'id'>): readonly Omit<Assessing & { readonly control: Control }, 'check'>[] {
  return BY_CHECK.get(id) ?? [];
}
