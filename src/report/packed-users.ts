import {
  type AccessKey,
  type LastUsed,
  type Password,
  ROOT_USER_NAME,
  type SigningCertificate,
  type Slot,
  type User,
  type Users,
} from '../model/facts/credential-report.ts';

/** Packs the users of a report, which then take a fifth of the memory of their objects. */
export interface UserPacker {
  add(user: User): void;
  /** Each reading makes the users anew, one at a time. */
  finish(): Users;
}

/** Places of a user's moments in its row of numbers: one of each name, then two of a key, then one of a certificate. */
const CREATED = 0;
const PASSWORD_CHANGED = 1;
const PASSWORD_USED = 2;
const NEXT_ROTATION = 3;
const KEY_MOMENTS = [4, 6] as const;
const CERTIFICATE_MOMENT = [8, 9] as const;
const MOMENTS = 10;

/** Places of a user's words: the path, then service and region of the last use of a key. */
const PATH = 0;
const KEY_WORDS = [1, 3] as const;
const WORDS = 5;

/** A user's flags, bit by bit. What can be there or not has a bit for that before its own. */
const MFA = 1;
const PASSWORD_KNOWN = 2;
const PASSWORD_ENABLED = 4;
const KEY_THERE = [8, 32] as const;
const KEY_ACTIVE = [16, 64] as const;
const CERTIFICATE_THERE = [128, 1024] as const;
const CERTIFICATE_KNOWN = [256, 2048] as const;
const CERTIFICATE_ACTIVE = [512, 4096] as const;
const MFA_UNKNOWN = 8192;
const KEY_UNKNOWN = [16384, 32768] as const;

const ANY_KEY = KEY_THERE[0] | KEY_THERE[1];
const ANY_CERTIFICATE = CERTIFICATE_THERE[0] | CERTIFICATE_THERE[1];

const ABSENT = Number.NaN;
const NEVER = Number.NEGATIVE_INFINITY;
const FIRST_CAPACITY = 64;
const SLOTS = [0, 1] as const;
const slotName = (slot: 0 | 1): Slot => (slot === 0 ? '1' : '2');

export function packUsers(): UserPacker {
  const names: string[] = [];
  const words = new Map<string | undefined, number>([[undefined, 0]]);
  let flags = new Uint16Array(FIRST_CAPACITY);
  let moments = new Float64Array(FIRST_CAPACITY * MOMENTS);
  let wordsOf = new Uint32Array(FIRST_CAPACITY * WORDS);
  /** What few users have, by their index: an ARN that path and name do not make, and AWS's free text. */
  const arns = new Map<number, string>();
  const texts = new Map<number, string>();
  const unreadable = new Map<number, readonly string[]>();
  /** Mostly the same ones of each user. */
  const sameColumns = new Map<string, readonly string[]>();
  /** `arn:aws:iam::111122223333:` */
  let arnPrefix: string | undefined;

  /** Words that many users share, such as regions, are kept once. */
  function wordIndex(word: string | undefined): number {
    const index = words.get(word) ?? words.size;
    words.set(word, index);
    return index;
  }

  function resize(users: number): void {
    flags = resized(flags, new Uint16Array(users));
    moments = resized(moments, new Float64Array(users * MOMENTS));
    wordsOf = resized(wordsOf, new Uint32Array(users * WORDS));
  }

  return {
    add(user) {
      const { name, path, password, accessKeys, signingCertificates } = user;
      const index = names.push(name) - 1;
      if (index === flags.length) resize(2 * index);
      const moment = index * MOMENTS;
      const word = index * WORDS;
      let bits = user.mfaActive === undefined ? MFA_UNKNOWN : user.mfaActive ? MFA : 0;
      if (password.enabled !== undefined) bits |= PASSWORD_KNOWN | (password.enabled ? PASSWORD_ENABLED : 0);
      moments.fill(ABSENT, moment, moment + MOMENTS);
      moments[moment + CREATED] = user.created;
      moments[moment + PASSWORD_CHANGED] = password.lastChanged ?? ABSENT;
      moments[moment + PASSWORD_USED] = packUse(password.lastUsed);
      moments[moment + NEXT_ROTATION] = password.nextRotation ?? ABSENT;
      wordsOf[word + PATH] = wordIndex(path);
      for (const key of accessKeys) {
        const slot = key.slot === '1' ? 0 : 1;
        bits |= KEY_THERE[slot] | (key.active === undefined ? KEY_UNKNOWN[slot] : key.active ? KEY_ACTIVE[slot] : 0);
        moments[moment + KEY_MOMENTS[slot]] = key.lastRotated ?? ABSENT;
        moments[moment + KEY_MOMENTS[slot] + 1] = packUse(key.lastUsed);
        wordsOf[word + KEY_WORDS[slot]] = wordIndex(key.lastUsedService);
        wordsOf[word + KEY_WORDS[slot] + 1] = wordIndex(key.lastUsedRegion);
      }
      for (const certificate of signingCertificates) {
        const slot = certificate.slot === '1' ? 0 : 1;
        bits |= CERTIFICATE_THERE[slot];
        if (certificate.active !== undefined) bits |= CERTIFICATE_KNOWN[slot];
        if (certificate.active === true) bits |= CERTIFICATE_ACTIVE[slot];
        moments[moment + CERTIFICATE_MOMENT[slot]] = certificate.lastRotated ?? ABSENT;
      }
      flags[index] = bits;
      arnPrefix ??= user.arn.slice(0, user.arn.lastIndexOf(':') + 1);
      if (user.arn !== arnPrefix + nameInArn(name, path)) arns.set(index, user.arn);
      if (user.additionalCredentials !== undefined) texts.set(index, user.additionalCredentials);
      if (user.unreadableColumns !== undefined) {
        const columns = sameColumns.get(user.unreadableColumns.join()) ?? user.unreadableColumns;
        sameColumns.set(columns.join(), columns);
        unreadable.set(index, columns);
      }
    },
    finish() {
      resize(names.length);
      const columns: Columns = {
        names,
        words: [...words.keys()],
        flags,
        moments,
        wordsOf,
        arns,
        texts,
        unreadable,
        arnPrefix: arnPrefix ?? '',
      };
      return {
        length: names.length,
        names,
        at: (index) => (index >= 0 && index < names.length ? readUser(columns, index) : undefined),
        *[Symbol.iterator]() {
          for (let index = 0; index < names.length; index += 1) yield readUser(columns, index);
        },
      };
    },
  };
}

interface Columns {
  readonly names: readonly string[];
  readonly words: readonly (string | undefined)[];
  readonly flags: Uint16Array;
  readonly moments: Float64Array;
  readonly wordsOf: Uint32Array;
  readonly arns: ReadonlyMap<number, string>;
  readonly texts: ReadonlyMap<number, string>;
  readonly unreadable: ReadonlyMap<number, readonly string[]>;
  readonly arnPrefix: string;
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** Shared by all who have none. */
const NO_KEYS: readonly AccessKey[] = [];
const NO_CERTIFICATES: readonly SigningCertificate[] = [];

/** Every rendering reads each user several times: so no spreading here, which takes many times as long, and few adding. */
function readUser(columns: Columns, index: number): User {
  const bits = columns.flags[index] ?? 0;
  const name = columns.names[index] ?? '';
  const path = wordAt(columns, index * WORDS + PATH) ?? '';
  const user: Writable<User> = {
    name,
    arn: columns.arns.get(index) ?? columns.arnPrefix + nameInArn(name, path),
    path,
    created: momentAt(columns, index * MOMENTS + CREATED),
    mfaActive: (bits & MFA) !== 0,
    password: readPassword(columns, index * MOMENTS, bits),
    accessKeys: (bits & ANY_KEY) === 0 ? NO_KEYS : readAccessKeys(columns, index, bits),
    signingCertificates: (bits & ANY_CERTIFICATE) === 0 ? NO_CERTIFICATES : readCertificates(columns, index, bits),
  };
  if ((bits & MFA_UNKNOWN) !== 0) delete user.mfaActive;
  const text = columns.texts.get(index);
  if (text !== undefined) user.additionalCredentials = text;
  const unreadable = columns.unreadable.get(index);
  if (unreadable !== undefined) user.unreadableColumns = unreadable;
  return user;
}

function readPassword(columns: Columns, moment: number, bits: number): Password {
  const password: Writable<Password> = {};
  if ((bits & PASSWORD_KNOWN) !== 0) password.enabled = (bits & PASSWORD_ENABLED) !== 0;
  const lastChanged = momentAt(columns, moment + PASSWORD_CHANGED);
  if (!Number.isNaN(lastChanged)) password.lastChanged = lastChanged;
  const lastUsed = momentAt(columns, moment + PASSWORD_USED);
  if (!Number.isNaN(lastUsed)) password.lastUsed = unpackUse(lastUsed);
  const nextRotation = momentAt(columns, moment + NEXT_ROTATION);
  if (!Number.isNaN(nextRotation)) password.nextRotation = nextRotation;
  return password;
}

function readAccessKeys(columns: Columns, index: number, bits: number): AccessKey[] {
  const keys: AccessKey[] = [];
  for (const slot of SLOTS) {
    if ((bits & KEY_THERE[slot]) === 0) continue;
    const key: Writable<AccessKey> = { slot: slotName(slot), active: (bits & KEY_ACTIVE[slot]) !== 0 };
    if ((bits & KEY_UNKNOWN[slot]) !== 0) delete key.active;
    const moment = index * MOMENTS + KEY_MOMENTS[slot];
    const lastRotated = momentAt(columns, moment);
    if (!Number.isNaN(lastRotated)) key.lastRotated = lastRotated;
    const lastUsed = momentAt(columns, moment + 1);
    if (!Number.isNaN(lastUsed)) key.lastUsed = unpackUse(lastUsed);
    const word = index * WORDS + KEY_WORDS[slot];
    const service = wordAt(columns, word);
    if (service !== undefined) key.lastUsedService = service;
    const region = wordAt(columns, word + 1);
    if (region !== undefined) key.lastUsedRegion = region;
    keys.push(key);
  }
  return keys;
}

function readCertificates(columns: Columns, index: number, bits: number): SigningCertificate[] {
  const certificates: SigningCertificate[] = [];
  for (const slot of SLOTS) {
    if ((bits & CERTIFICATE_THERE[slot]) === 0) continue;
    const certificate: Writable<SigningCertificate> = { slot: slotName(slot) };
    if ((bits & CERTIFICATE_KNOWN[slot]) !== 0) certificate.active = (bits & CERTIFICATE_ACTIVE[slot]) !== 0;
    const lastRotated = momentAt(columns, index * MOMENTS + CERTIFICATE_MOMENT[slot]);
    if (!Number.isNaN(lastRotated)) certificate.lastRotated = lastRotated;
    certificates.push(certificate);
  }
  return certificates;
}

function momentAt({ moments }: Columns, place: number): number {
  return moments[place] ?? ABSENT;
}

function wordAt({ words, wordsOf }: Columns, place: number): string | undefined {
  return words[wordsOf[place] ?? 0];
}

function packUse(use: LastUsed | undefined): number {
  return use === 'never' ? NEVER : (use ?? ABSENT);
}

function unpackUse(moment: number): LastUsed {
  return moment === NEVER ? 'never' : moment;
}

function nameInArn(name: string, path: string): string {
  return name === ROOT_USER_NAME ? 'root' : `user${path}${name}`;
}

function resized<Numbers extends Uint16Array | Uint32Array | Float64Array>(old: Numbers, next: Numbers): Numbers {
  next.set(old.length > next.length ? old.subarray(0, next.length) : old);
  return next;
}
