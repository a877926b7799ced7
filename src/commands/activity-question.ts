/** What `activity` is asked: from the words of the command line to a question, or to every problem of them. */
import type { ActivityOptions } from '../cli/activity-options.ts';
import { DURATION_PATTERN, parseDuration } from '../config/duration.ts';
import { HOW_TO_WRITE_A_MOMENT, parseMoment } from '../config/moment.ts';
import { regionProblem } from '../config/region.ts';
import { SIZE_PATTERN } from '../config/size.ts';
import { readAccessKeyId } from '../model/access-key-id.ts';
import type { ActivityQuestion, ActivitySubject } from '../model/activity-source.ts';
import { isoTime, SECONDS_PER_DAY, type UnixSeconds } from '../model/time.ts';

export type ReadQuestion =
  | { readonly ok: true; readonly question: ActivityQuestion }
  | { readonly ok: false; readonly problems: readonly string[] };

const DEFAULT_DAYS = 7;
const ROLE_ARN = /^arn:[a-z-]+:iam::\d{12}:role\/(?:[^/]+\/)*(?<name>[\w+=,.@-]+)$/;
/** Of users, roles and sessions. Source: IAM API reference, CreateUser, CreateRole; STS API reference, AssumeRole. */
const NAME = /^[\w+=,.@-]{1,64}$/;
/** Of what is in CloudTrail's `resources`: names, ids and ARNs. */
const TARGET = /^[\w+=,.@:/*-]{1,2000}$/;
const EVENT = /^[A-Za-z0-9]{1,128}$/;

export function readQuestion(options: ActivityOptions, now: UnixSeconds): ReadQuestion {
  const subject = readSubject(options);
  const window = readWindow(options, now);
  const problems = [
    ...subject.problems,
    ...options.events.flatMap((name) =>
      EVENT.test(name) ? [] : [`--event: ${quoted(name)} is no name of an event, which is as CreateAccessKey is`],
    ),
    ...options.regions.flatMap((region) => {
      const problem = regionProblem(region);
      return problem === undefined ? [] : [`--region: ${quoted(region)}: ${problem}`];
    }),
    ...window.problems,
    ...printProblems(options),
    ...scanProblems(options),
  ];
  if (problems.length > 0 || subject.value === undefined || window.value === undefined) return { ok: false, problems };
  const { events, regions } = options;
  return {
    ok: true,
    question: { subject: subject.value, events, ...window.value, ...(regions.length > 0 && { regions }) },
  };
}

interface Read<Value> {
  readonly value?: Value;
  readonly problems: readonly string[];
}

function readSubject({ user, role, session, key, root, target, events }: ActivityOptions): Read<ActivitySubject> {
  const given: (Read<ActivitySubject> & { readonly option: string })[] = [
    ...(user === undefined ? [] : [{ option: '--user', ...named('user', user, 'user') }]),
    ...(role === undefined ? [] : [{ option: '--role', ...readRole(role) }]),
    ...(session === undefined ? [] : [{ option: '--session', ...named('session', session, 'session of a role') }]),
    ...(key === undefined ? [] : [{ option: '--key', ...readKey(key) }]),
    ...(root ? [{ option: '--root', value: { of: 'root' } as const, problems: [] }] : []),
    ...(target === undefined ? [] : [{ option: '--target', ...readTarget(target) }]),
  ];
  const [first, ...more] = given;
  if (first === undefined) {
    if (events.length > 0) return { value: { of: 'anybody' }, problems: [] };
    return { problems: ['say what is asked: --user, --role, --session, --key, --root, --target or --event'] };
  }
  if (more.length > 0) {
    const options = given.map(({ option }) => option).join(' and ');
    return { problems: [`${options} do not go together: ask twice`] };
  }
  return first;
}

function named(of: 'user' | 'session', name: string, what: string): Read<ActivitySubject> {
  if (NAME.test(name)) return { value: { of, name }, problems: [] };
  return { problems: [`--${of}: ${quoted(name)} is no name of a ${what}: it has letters, digits and _+=,.@- only`] };
}

function readRole(text: string): Read<ActivitySubject> {
  const name = ROLE_ARN.exec(text)?.groups?.name;
  if (name !== undefined) return { value: { of: 'role', name, arn: text }, problems: [] };
  if (NAME.test(text)) return { value: { of: 'role', name: text }, problems: [] };
  if (text.includes(':assumed-role/')) {
    return {
      problems: [
        '--role: this is the ARN of a session: give the name of the role, or the name of the session to --session',
      ],
    };
  }
  return {
    problems: [
      `--role: ${quoted(text)} is neither the name of a role nor its ARN, such as arn:aws:iam::111122223333:role/admin`,
    ],
  };
}

/** Without the text: somebody may have given the secret. */
function readKey(text: string): Read<ActivitySubject> {
  const key = readAccessKeyId(text);
  if (key !== undefined) return { value: { of: 'key', id: key.id }, problems: [] };
  return {
    problems: [
      '--key: is not the id of an access key, which begins with AKIA or ASIA and has capital letters and digits only',
    ],
  };
}

function readTarget(name: string): Read<ActivitySubject> {
  if (TARGET.test(name)) return { value: { of: 'target', name }, problems: [] };
  return { problems: [`--target: ${quoted(name)} is no name, id or ARN of anything in AWS`] };
}

function readWindow(
  { since, from, to }: ActivityOptions,
  now: UnixSeconds,
): Read<Pick<ActivityQuestion, 'from' | 'to'>> {
  if (since !== undefined && (from !== undefined || to !== undefined)) {
    return { problems: ['--since does not go with --from and --to: give either'] };
  }
  if (since !== undefined && !DURATION_PATTERN.test(since)) {
    return { problems: [`--since: ${quoted(since)} is no duration, such as 12h or 7d`] };
  }
  const begin = from === undefined ? undefined : parseMoment(from, 'first');
  const end = to === undefined ? now : parseMoment(to, 'last');
  const problems = [
    ...(from !== undefined && begin === undefined ? [`--from: ${quoted(from)}: ${HOW_TO_WRITE_A_MOMENT}`] : []),
    ...(to !== undefined && end === undefined ? [`--to: ${quoted(to)}: ${HOW_TO_WRITE_A_MOMENT}`] : []),
    ...(to !== undefined && from === undefined ? ['--to needs --from'] : []),
  ];
  if (problems.length > 0 || end === undefined) return { problems };
  const first = begin ?? now - (since === undefined ? DEFAULT_DAYS * SECONDS_PER_DAY : parseDuration(since) / 1000);
  const last = Math.min(end, now);
  if (first > now) return { problems: [`--from: ${isoTime(first)} is in the future`] };
  if (first > last) return { problems: ['--from is later than --to'] };
  return { value: { from: Math.floor(first), to: Math.floor(last) }, problems: [] };
}

function printProblems({ raw, summary, output }: ActivityOptions): string[] {
  return raw && (summary || output !== 'table')
    ? ['--raw does not go with --summary and --output: it prints records']
    : [];
}

function scanProblems({ maxScan }: ActivityOptions): string[] {
  return SIZE_PATTERN.test(maxScan) ? [] : [`--max-scan: ${quoted(maxScan)} is no size, such as 500MB or 10GB`];
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
