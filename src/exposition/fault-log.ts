import { stackFrames } from '../model/stack-frames.ts';
import type { Log } from '../model/log.ts';

/** The faults of one rendering. */
export interface FaultsOfRendering {
  /** @param check undefined: the account could not be judged at all. */
  ofAssessment(account: string, check: string | undefined, error: unknown): void;
  ofFamily(family: string, error: unknown): void;
  /** The whole rendering failed. */
  ofPage(error: unknown): void;
  end(): void;
}

/** Logs a fault of this program with its stack when it begins, and not again at each rendering while it lasts. */
export function createFaultLog(log: Pick<Log, 'error'>): { begin(): FaultsOfRendering } {
  let before = new Set<string>();
  return {
    begin() {
      const now = new Set<string>();
      const tell = (fields: object, error: unknown, message: string): void => {
        const key = JSON.stringify(fields);
        if (!now.has(key) && !before.has(key)) log.error({ ...fields, stack: stackFrames(error) }, message);
        now.add(key);
      };
      return {
        ofAssessment(account, check, error) {
          if (check === undefined) tell({ account }, error, 'the account cannot be judged; it stays as it was');
          else tell({ account, check }, error, 'a check failed; its outcome is unknown where it fails');
        },
        ofFamily(family, error) {
          tell({ family }, error, 'a metric cannot be read from a subject, which has no series of it');
        },
        ofPage(error) {
          tell({}, error, 'the page cannot be rendered; it stays as it was');
        },
        end() {
          before = now;
        },
      };
    },
  };
}
