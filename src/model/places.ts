/**
 * Runs a call to AWS as soon as there is a place for it, and resolves to its answer. What is bounded is calls in flight: a caller
 * that waits for something other than an answer holds no place.
 *
 * @param account name of the account that it is for, and of the region where AWS limits calls in each: it holds one place at most.
 */
export type InPlace = <Answer>(account: string, call: () => Promise<Answer>) => Promise<Answer>;

/**
 * Runs work on a file as soon as there is a place for it, and holds the place until the work has ended.
 *
 * @param signal gives up the waiting, and then its reason is thrown; not the work.
 */
export type InFilePlace = <Answer>(file: string, work: () => Promise<Answer>, signal?: AbortSignal) => Promise<Answer>;
