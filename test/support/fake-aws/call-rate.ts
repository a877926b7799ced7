/** So many calls a second in each bucket, and as many at once after a pause. */
export class CallRate {
  readonly #perSecond: number;
  readonly #buckets = new Map<string, { readonly left: number; readonly at: number }>();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Whether there is one left. @param now milliseconds. */
  take(bucket: string, now: number): boolean {
    if (this.#perSecond === Infinity) return true;
    const { left, at } = this.#buckets.get(bucket) ?? { left: this.#perSecond, at: now };
    const filled = Math.min(this.#perSecond, left + ((now - at) / 1000) * this.#perSecond);
    const taken = filled >= 1;
    this.#buckets.set(bucket, { left: taken ? filled - 1 : filled, at: now });
    return taken;
  }
}
