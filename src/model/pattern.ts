/** A regular expression of the configuration, ready to be asked. */
export interface Pattern {
  /** Whether it matches the whole name, in a time that grows with the name's length and no faster. */
  readonly test: (name: string) => boolean;
}
