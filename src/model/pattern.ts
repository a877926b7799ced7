/** A regular expression of the configuration, ready to be asked. */
export interface Pattern {
  /** As it is written. */
  readonly source: string;
  /** Whether it matches the whole name, in a time that grows with the name's length and no faster. */
  readonly test: (name: string) => boolean;
}
