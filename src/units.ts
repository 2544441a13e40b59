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
const MICROSECONDS_PER_SECOND = 1_000_000;
const NANOSECONDS_PER_SECOND = 1_000_000_000;
const BITS_PER_BYTE = 8;
const BYTES_PER_KIBIBYTE = 1024;
const BYTES_PER_KILOBYTE = 1000;
const BYTES_PER_MEGABYTE = 1_000_000;
const BITS_PER_KILOBIT = 1000;
const BITS_PER_MEGABIT = 1_000_000;
const KILOBITS_PER_MEGABIT = 1000;

export const secondsFromMs = (ms: number): Seconds => ms / MILLISECONDS_PER_SECOND;
export const secondsFromUs = (us: number): Seconds => us / MICROSECONDS_PER_SECOND;
export const secondsFromNs = (ns: number): Seconds => ns / NANOSECONDS_PER_SECOND;
export const msFromSeconds = (seconds: Seconds): number => seconds * MILLISECONDS_PER_SECOND;

export const bitsFromBytes = (bytes: number): Bits => bytes * BITS_PER_BYTE;
export const bytesFromBits = (bits: Bits): number => bits / BITS_PER_BYTE;

export const bitsFromKiB = (kibibytes: number): Bits => bitsFromBytes(kibibytes * BYTES_PER_KIBIBYTE);
export const bitsFromKB = (kilobytes: number): Bits => bitsFromBytes(kilobytes * BYTES_PER_KILOBYTE);
export const bitsFromMB = (megabytes: number): Bits => bitsFromBytes(megabytes * BYTES_PER_MEGABYTE);

export const bpsFromKbps = (kbps: number): BitsPerSecond => kbps * BITS_PER_KILOBIT;
export const kbpsFromBps = (bps: BitsPerSecond): number => bps / BITS_PER_KILOBIT;

export const bpsFromMbps = (mbps: number): BitsPerSecond => mbps * BITS_PER_MEGABIT;
export const mbpsFromBps = (bps: BitsPerSecond): number => bps / BITS_PER_MEGABIT;
export const mbpsFromKbps = (kbps: number): number => kbps / KILOBITS_PER_MEGABIT;

/** The units that a name at the edge may end in (`rttMs`, `sizeKiB`), and how a value in each comes inside. */
export const EDGE_UNITS = {
  Seconds: (seconds: number): Seconds => seconds,
  Ms: secondsFromMs,
  Kbps: bpsFromKbps,
  Mbps: bpsFromMbps,
  Bytes: bitsFromBytes,
  KiB: bitsFromKiB,
  KB: bitsFromKB,
  MB: bitsFromMB,
} as const;
