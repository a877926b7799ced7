/** The polynomial of CRC-32 (ISO 3309), its bits reversed. */
const POLYNOMIAL = 0xed_b8_83_20;

/**
 * The CRC-32 of two texts one after the other, from the CRC of each: CRCs are remainders of polynomials, and bytes that follow multiply
 * the first one by a power of x.
 *
 * @param length bytes of the second text.
 */
export function crc32Combine(first: number, second: number, length: number): number {
  let shifted = first;
  // x^8, and its squares: x^16, x^32 ...
  let power = 0x00_80_00_00;
  for (let rest = length; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) shifted = multiply(power, shifted);
    power = multiply(power, power);
  }
  return (shifted ^ second) >>> 0;
}

/** Of two polynomials, modulo that of the CRC. The highest bit is the coefficient of x^0. */
function multiply(one: number, other: number): number {
  let product = 0;
  let factor = other;
  for (let bit = 0x80_00_00_00; bit !== 0; bit >>>= 1) {
    if ((one & bit) !== 0) product ^= factor;
    factor = (factor & 1) === 1 ? (factor >>> 1) ^ POLYNOMIAL : factor >>> 1;
  }
  return product >>> 0;
}
