import { fileNumber } from "./number-format.js";

/** Bytes that the longest number takes, with some to spare: `-0.0000012345678901234567`. */
export const LONGEST_NUMBER = 32;

const ZERO = 48;
const POINT = 46;
const MINUS = 45;

/**
 * Writes what `fileNumber` says as bytes, digit for digit, in less than half the time: files of millions of lines are
 * mostly numbers.
 *
 * @param value NaN is no value, and nothing is written
 * @param bytes with room for {@link LONGEST_NUMBER} from `at` on
 * @returns where the number ends
 */
export function writeNumber(value: number, bytes: Uint8Array, at: number): number {
  const size = Math.abs(value);
  if (size <= Number.MAX_SAFE_INTEGER) {
    let start = at;
    if (value < 0) bytes[start++] = MINUS;
    const whole = Math.floor(size);
    if (whole === size) return writeWhole(whole, bytes, start);
    const end = whole > 0 && whole < GROUP ? writeShortest(size, whole, bytes, start) : UNDECIDED;
    if (end !== UNDECIDED) return end;
  }
  const text = fileNumber(value);
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  return at + text.length;
}

/** What nine digits count to, which are as many as fit the whole numbers of 32 bits. */
const GROUP = 1e9;
/** Two limbs hold all that a number over 1 has after the point. A limb's product with 10^8, and a carry, is still exact. */
const LIMB = 2 ** 26;
const PART = 2 ** -26;
/** What the lowest eight digits count to. */
const LOW = 1e8;
const POWER = Float64Array.from({ length: 17 }, (_, exponent) => Number(`1e${exponent}`));
/** Half the distance to the next number, of numbers from 2^i on. */
const HALF_STEP = Float64Array.from({ length: 30 }, (_, i) => 2 ** (i - 53));
/** Where ways to round are closer than this, in units of the last digit, JavaScript itself decides. */
const CLOSE = 1e-6;
/** Instead of a place, or of digits. */
const UNDECIDED = -1;
const TOO_FAR = -2;

/**
 * Writes the shortest decimal that reads back equal, of a number over 1 that is not whole. As many digits as are ever
 * needed are 17, of its exact value: `whole`, `high`, eight `low` ones, and what is beyond.
 *
 * Of decimals of up to 15 digits no two are the same number. So the nearest of 15 is the shortest, but for its zeros, if
 * it reads back equal; else it is the nearest of 16, or that of 17. One reads back equal that is less than half the
 * distance between numbers away.
 *
 * After Steele and White: How to Print Floating-Point Numbers Accurately. PLDI 1990.
 */
function writeShortest(value: number, whole: number, bytes: Uint8Array, at: number): number {
  const digits = digitsOf(whole);
  const decimals = 17 - digits;
  // What is after the point, exactly: (a + b / 2^26) / 2^26.
  const scaled = (value - whole) * LIMB;
  let a = Math.floor(scaled);
  let b = (scaled - a) * LIMB;

  const most = POWER[decimals - 8]!;
  b *= most;
  let carry = Math.floor(b * PART);
  b -= carry * LIMB;
  a = a * most + carry;
  let high = Math.floor(a * PART);
  a -= high * LIMB;

  b *= LOW;
  carry = Math.floor(b * PART);
  b -= carry * LIMB;
  a = a * LOW + carry;
  let low = Math.floor(a * PART) | 0;
  a -= low * LIMB;

  const half = HALF_STEP[31 - Math.clz32(whole)]! * POWER[decimals]!;
  low = rounded(low, (a + b * PART) * PART, half);
  if (low === UNDECIDED) return UNDECIDED;
  if (low >= LOW) {
    low -= LOW;
    if (++high >= most) return UNDECIDED;
  }
  let end = writeDigits(whole, digits, bytes, at);
  bytes[end++] = POINT;
  end = writeDigits(high, decimals - 8, bytes, end);
  end = writeDigits(low, 8, bytes, end);
  while (bytes[end - 1] === ZERO) end--;
  return end;
}

/**
 * The low digits of the shortest decimal, with zeros for those that it does not have; or UNDECIDED.
 *
 * @param rest what is beyond them, in units of the last
 * @param half how far a decimal may be away and still reads back equal, in the same units
 */
function rounded(low: number, rest: number, half: number): number {
  const of15 = nearest(100, low, rest, half);
  if (of15 !== TOO_FAR) return of15;
  const of16 = nearest(10, low, rest, half);
  if (of16 !== TOO_FAR) return of16;
  if (Math.abs(rest - 0.5) < CLOSE) return UNDECIDED;
  return rest < 0.5 ? low : low + 1;
}

/** The nearest multiple of 10, or of 100, that reads back equal; or TOO_FAR, or UNDECIDED. */
function nearest(unit: 10 | 100, low: number, rest: number, half: number): number {
  const below = low % unit;
  const from = below + rest;
  const down = from < unit / 2;
  const away = down ? from : unit - from;
  if (away > half + CLOSE) return TOO_FAR;
  if (away > half - CLOSE || away > unit / 2 - CLOSE) return UNDECIDED;
  return low - below + (down ? 0 : unit);
}

function writeWhole(number: number, bytes: Uint8Array, at: number): number {
  if (number < GROUP) return writeDigits(number, digitsOf(number), bytes, at);
  const groups = Math.floor(number / GROUP);
  return writeDigits(number - groups * GROUP, 9, bytes, writeWhole(groups, bytes, at));
}

/** @param number whole and below 10^9; zeros stand before it where it has fewer digits */
function writeDigits(number: number, digits: number, bytes: Uint8Array, at: number): number {
  let left = number | 0;
  for (let place = at + digits - 1; place >= at; place--) {
    const tenth = (left / 10) | 0;
    bytes[place] = ZERO + left - tenth * 10;
    left = tenth;
  }
  return at + digits;
}

/** Digits of a whole number below 10^9. */
function digitsOf(whole: number): number {
  if (whole < 1e4) return whole < 1e2 ? (whole < 10 ? 1 : 2) : whole < 1e3 ? 3 : 4;
  if (whole < 1e6) return whole < 1e5 ? 5 : 6;
  return whole < 1e7 ? 7 : whole < 1e8 ? 8 : 9;
}
