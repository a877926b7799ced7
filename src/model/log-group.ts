/** The log group of CloudWatch Logs into which a trail writes. */
export interface LogGroup {
  /** Without the `:*` at its end that policies have. */
  readonly arn: string;
  readonly region: string;
  /** The account by whose credentials it is read. */
  readonly account: string;
}
