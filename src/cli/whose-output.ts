/** What `whose` prints on standard output. */
import { printable } from '../model/printable.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { AccountCommand } from './containment-step.ts';
import { toObject } from '../fields/field.ts';
import { toJson } from './json.ts';
import {
  issuingLines,
  leftLines,
  unlistedLines,
  unlookedLines,
  lifeLines,
  type Line,
  lookedLines,
  useLines,
} from './key-activity-lines.ts';
import { madeKeyLines } from './made-key-lines.ts';
import type { OwnCommands } from './own-commands.ts';
import { permissionLines } from './permission-lines.ts';
import { urgencyTable } from './urgency-table.ts';
import { failuresOf, type KeyAnswer, WHOSE_FIELDS } from './whose-fields.ts';
import type { WhoseOutput } from './whose-options.ts';
import { findingText, keyText, otherText, ownerText, unjudgedText, useText } from './whose-words.ts';

export interface PrintedAnswers {
  readonly answers: readonly KeyAnswer[];
  /** What to call an account: with its name in the configuration, where it has one. */
  readonly nameOf: (accountId: string) => string;
  readonly now: UnixSeconds;
  readonly own: OwnCommands;
}

export function printAnswers(printed: PrintedAnswers, output: WhoseOutput): string {
  const { answers, now } = printed;
  if (output === 'text') {
    const first = answers.length > 1 ? [urgencyTable(answers, now)] : [];
    return [...first, ...answers.map((answer) => answerText(answer, printed))].join('\n');
  }
  return toJson({ keys: answers.map((answer) => toObject(WHOSE_FIELDS, answer)) });
}

const INDENT = '  ';
const LABEL_WIDTH = 'Other key'.length;

/** A paragraph for people. */
function answerText(answer: KeyAnswer, printed: PrintedAnswers): string {
  const { owner } = answer;
  const lines = [
    ...keyLines(answer, printed),
    ...findingLines(answer),
    ...activityLines(answer, printed),
    ...failuresOf(answer).map((failure): Line => ['Not known', failure]),
    ...stepLines(answer, printed),
  ];
  const width = Math.max(LABEL_WIDTH, ...lines.map(([label]) => label.length));
  const labelled = lines.map(([label, text]) => `${INDENT}${label.padEnd(width)}${INDENT}${text}`);
  return [`${owner.key.id}: ${ownerText(owner)}`, ...labelled].map((line) => `${printable(line)}\n`).join('');
}

function keyLines(answer: KeyAnswer, { answers, now }: PrintedAnswers): readonly Line[] {
  const { owner } = answer;
  const { known, other } = owner.is === 'user-key' ? owner : {};
  return [
    ...(known === undefined ? [] : [['Key', keyText(known, now)] as const]),
    ...(known === undefined && 'lastUsed' in owner ? [['Key', useText(owner.lastUsed, now)] as const] : []),
    ...(other === undefined ? [] : [['Other key', otherText(other, answer, answers, now)] as const]),
  ];
}

function findingLines({ findings, unjudged }: KeyAnswer): readonly Line[] {
  if (findings !== undefined) return findings.map((finding) => ['Finding', findingText(finding)]);
  return unjudged === undefined ? [] : [['Finding', unjudgedText(unjudged)]];
}

function activityLines(
  { owner, activity, permissions, madeKeys }: KeyAnswer,
  { nameOf, now, own }: PrintedAnswers,
): readonly Line[] {
  const lookedAt = activity?.left === undefined ? [] : lookedLines(activity, nameOf);
  return [
    ...permissionLines(permissions),
    ...(activity === undefined
      ? []
      : [...lifeLines(owner, activity), ...issuingLines(activity, nameOf), ...useLines(activity)]),
    ...(activity === undefined ? unlookedLines(owner) : []),
    ...(activity === undefined ? [] : leftLines(activity)),
    ...madeKeyLines(madeKeys, now),
    ...(activity === undefined ? [] : unlistedLines(owner.key.id, activity, own)),
    ...lookedAt,
  ];
}

function stepLines({ owner, next, containment = [] }: KeyAnswer, { nameOf }: PrintedAnswers): readonly Line[] {
  const accountId = 'accountId' in owner ? owner.accountId : undefined;
  const own: AccountCommand[] =
    next?.command === undefined ? [] : [{ ...(accountId !== undefined && { accountId }), command: next.command }];
  return [
    ...(next === undefined ? [] : [['Next step', next.text] as const, ...commandLines(own, nameOf)]),
    ...containment.flatMap(({ text, commands }, index): Line[] => [
      [`Step ${index + 1}`, text],
      ...commandLines(commands, nameOf),
    ]),
  ];
}

/** Somebody with several profiles must not run it in the wrong account. */
function commandLines(commands: readonly AccountCommand[], nameOf: PrintedAnswers['nameOf']): Line[] {
  let before: string | undefined;
  return commands.flatMap(({ accountId, command }): Line[] => {
    const isNew = accountId !== before;
    before = accountId;
    return [
      ...(accountId !== undefined && isNew ? [['', `Run it in ${nameOf(accountId)}:`] as const] : []),
      ['', command],
    ];
  });
}
