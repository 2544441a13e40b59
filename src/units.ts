/**
 * The one place that knows how many bits make a byte and how many milliseconds make a second.
 *
 * Inside abrsim every quantity is in seconds, bits or bits per second, so that size / rate = time needs no
 * factor. The aliases below say which in a signature; the functions convert at the edges, where a name ends in
 * its unit (`bandwidth_kbps`, `rttMs`).
 */
export type Seconds = number;
export type Bits = number;
export type BitsPerSecond = number;

const MILLISECONDS_PER_SECOND = 1000;
const BITS_PER_BYTE = 8;
const BITS_PER_KILOBIT = 1000;
const BITS_PER_MEGABIT = 1_000_000;

export const secondsFromMs = (ms: number): Seconds => ms / MILLISECONDS_PER_SECOND;
export const msFromSeconds = (seconds: Seconds): number => seconds * MILLISECONDS_PER_SECOND;

export const bitsFromBytes = (bytes: number): Bits => bytes * BITS_PER_BYTE;
export const bytesFromBits = (bits: Bits): number => bits / BITS_PER_BYTE;

export const bpsFromKbps = (kbps: number): BitsPerSecond => kbps * BITS_PER_KILOBIT;
export const kbpsFromBps = (bps: BitsPerSecond): number => bps / BITS_PER_KILOBIT;

export const bpsFromMbps = (mbps: number): BitsPerSecond => mbps * BITS_PER_MEGABIT;
export const mbpsFromBps = (bps: BitsPerSecond): number => bps / BITS_PER_MEGABIT;
