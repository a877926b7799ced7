/** Where the AWS console is. Each partition has a console of its own, so the address is made where the partition of an account is known. */
import { accounts } from './promql.ts';

const CONSOLES = {
  aws: { host: 'us-east-1.console.aws.amazon.com', region: 'us-east-1' },
  'aws-cn': { host: 'console.amazonaws.cn', region: 'cn-north-1' },
  'aws-us-gov': { host: 'console.amazonaws-us-gov.com', region: 'us-gov-west-1' },
  'aws-eusc': { host: 'eusc-de-east-1.console.amazonaws-eusc.eu', region: 'eusc-de-east-1' },
} as const;

/**
 * Adds the label `label`: the address of this service in the console, without its last part. It is empty in a partition whose console
 * nobody outside knows. `expr` has the label `account_id`.
 */
export function withConsoleOf(service: string, label: string, expr: string): string {
  const consoles = Object.entries(CONSOLES).reduce((info, [partition, { host, region }]) => {
    const address = `https://${host}/${service}/home?region=${region}#/`;
    return `label_replace(${info}, "${label}", "${address}", "partition", "${partition}")`;
  }, accounts('partition'));
  return `${expr} * on (account_id) group_left (${label}) ${consoles}`;
}
