/** Ids of access keys as AWS has made them since 2019, invented. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** @param suffix six letters that tell one key of the account from another. */
export function accessKeyIdOf(accountId: string, suffix: string, prefix: 'AKIA' | 'ASIA' = 'AKIA'): string {
  // One bit, 40 bits of the account, and nine more.
  const bits = BigInt(accountId) << 9n;
  const digits = Array.from({ length: 10 }, (_, index) => BASE32[Number((bits >> BigInt(5 * (9 - index))) & 31n)]);
  return `${prefix}${digits.join('')}${suffix}`;
}
