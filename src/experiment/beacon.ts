/** Bytes of a beacon: two numbers, and the text. */
const SIZE = 4096;
const TIMES = 0;
const LENGTH = 1;
const NUMBERS = 2;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What a thread is at. As long as it has been told no more often, that is still the same. */
export interface BeaconReading {
  readonly times: number;
  /** In words; "" where the thread is at nothing that is watched. */
  readonly at: string;
}

/**
 * Tells what a thread is at, in memory that it shares with others: they can read it even while the thread is stuck
 * and answers nobody. Cheap enough to be told before every session, and every decision of a check.
 */
export class Beacon {
  private readonly numbers: Int32Array;
  private readonly text: Uint8Array;

  private constructor(memory: SharedArrayBuffer, place: number) {
    const start = place * SIZE;
    this.numbers = new Int32Array(memory, start, NUMBERS);
    const head = this.numbers.byteLength;
    this.text = new Uint8Array(memory, start + head, SIZE - head);
  }

  /** Memory for the beacons of so many threads. */
  static memoryFor(threads: number): SharedArrayBuffer {
    // The first place counts those that are taken.
    return new SharedArrayBuffer((threads + 1) * SIZE);
  }

  /** A beacon that nobody else has; undefined when all are taken, or there is no memory for any. */
  static claim(memory: SharedArrayBuffer | undefined): Beacon | undefined {
    if (memory === undefined) return undefined;
    const place = Atomics.add(new Int32Array(memory), 0, 1) + 1;
    return (place + 1) * SIZE <= memory.byteLength ? new Beacon(memory, place) : undefined;
  }

  /** What each thread is at, by place; those of beacons that nobody has taken are at nothing. */
  static readAll(memory: SharedArrayBuffer): BeaconReading[] {
    const places = memory.byteLength / SIZE - 1;
    return Array.from({ length: places }, (_, index) => new Beacon(memory, index + 1).read());
  }

  /** @param what in words, cut where they are very long; "" for nothing that is watched */
  at(what: string): void {
    this.numbers[LENGTH] = encoder.encodeInto(what, this.text).written;
    Atomics.add(this.numbers, TIMES, 1);
  }

  private read(): BeaconReading {
    const times = Atomics.load(this.numbers, TIMES);
    // A copy, for what is shared may change meanwhile.
    return { times, at: decoder.decode(this.text.slice(0, this.numbers[LENGTH])) };
  }
}
