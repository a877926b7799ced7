/** The regions in which CloudTrail records what the watch looks for. */

/** Where IAM, and root's sign-ins, are recorded in each partition, by the beginning of the names of its regions. */
const HOME_REGIONS: readonly (readonly [prefix: string, home: string])[] = [
  ['cn-', 'cn-north-1'],
  ['us-gov-', 'us-gov-west-1'],
  ['us-iso-', 'us-iso-east-1'],
  ['us-isob-', 'us-isob-east-1'],
  ['us-isof-', 'us-isof-south-1'],
  ['eu-isoe-', 'eu-isoe-west-1'],
  ['eusc-', 'eusc-de-east-1'],
];
const COMMERCIAL = 'us-east-1';

/**
 * Where a sign-in of an IAM user by the global page may be recorded. Source: CloudTrail user guide, "AWS Management Console sign-in
 * events".
 */
const SIGN_IN_REGIONS = ['us-east-2', 'eu-north-1', 'ap-southeast-1', 'ap-southeast-2'];

/** @param region any one of the partition. */
export function homeRegionOf(region: string): string {
  return HOME_REGIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? COMMERCIAL;
}

/** Those besides the home region, each once. @param more those of the configuration. */
export function otherRegionsOf(home: string, more: readonly string[]): readonly string[] {
  const all = new Set([...(home === COMMERCIAL ? SIGN_IN_REGIONS : []), ...more]);
  all.delete(home);
  return [...all];
}
