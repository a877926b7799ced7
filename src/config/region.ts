/** Names of AWS regions. New ones come, so that only the form is required. */
import { nearestRegion } from './region-names.ts';

/** Of its regions' names. Source: AWS SDK, partitions. */
const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

export const REGION =
  /^[a-z]{2,4}(?:-[a-z]{2,4})?-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-[1-9]$/;

/** undefined: it has the form of a region's name. */
export function regionProblem(text: string): string | undefined {
  if (REGION.test(text)) return undefined;
  const meant = text.trim().toLowerCase();
  if (REGION.test(meant)) return `write ${meant}, in lower case and without blanks`;
  const region = nearestRegion(text);
  const such = 'must be the code of a region in lower case, such as "eu-central-1"';
  return region === undefined ? such : `${such}: did you mean ${region}?`;
}

export function partitionOf(region: string): string {
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

/** undefined: the text is not the ARN of a role. */
export function partitionOfRole(arn: string): string | undefined {
  return /^arn:([a-z-]+):iam:/.exec(arn)?.[1];
}
