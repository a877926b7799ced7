/**
 * Views: what the exporter holds, as rows for readers. The pages and the API read the same ones, with the same filters. This room knows no
 * HTML, no JSON and no HTTP, and shows nothing that /metrics does not.
 */
import { accessKeyLevel } from '../metrics/families/access-key.ts';
import { findingLevel } from '../metrics/families/finding.ts';
import { serviceCredentialLevel } from '../metrics/families/service-credential.ts';
import { signingCertificateLevel } from '../metrics/families/signing-certificate.ts';
import { userLevel } from '../metrics/families/user.ts';
import type { Family } from '../metrics/family.ts';
import type { World } from '../metrics/world.ts';
import type { ExporterState } from '../model/exporter-state.ts';
import type { UnixSeconds } from '../model/time.ts';

/** What /metrics shows at this moment. */
export interface Held {
  /** Another object after each rendering, and only then. */
  readonly world: World;
  /** Says by its name whether /metrics leaves a family out. */
  readonly excluded: (familyName: string) => boolean;
  /** When the world was judged. undefined: nothing has been judged since the start. */
  readonly moment: UnixSeconds | undefined;
  readonly state: ExporterState;
  readonly now: UnixSeconds;
}

const LEVELS = {
  users: userLevel,
  findings: findingLevel,
  accessKeys: accessKeyLevel,
  signingCertificates: signingCertificateLevel,
  serviceCredentials: serviceCredentialLevel,
};
export type Kind = keyof typeof LEVELS;

/** Whether /metrics has any series of this kind: what `metrics.exclude` takes away altogether is in no view either. */
export function shows({ excluded }: Pick<Held, 'excluded'>, kind: Kind): boolean {
  const families: readonly Pick<Family<unknown>, 'name'>[] = LEVELS[kind].families;
  return families.some(({ name }) => !excluded(name));
}

/** Whether users are named. Root always is. */
export function namesUsers(held: Pick<Held, 'world' | 'excluded'>): boolean {
  return held.world.perUser && shows(held, 'users');
}
