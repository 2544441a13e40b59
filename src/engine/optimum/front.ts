/**
 * The labels met so far that no other one beats in both how little it has waited and how much it has gained. Labels are
 * met by rising clock, so one that is beaten here is beaten in everything.
 */
export class Front {
  private waits = new Float64Array(64);
  private gains = new Float64Array(64);
  private size = 0;

  clear(): void {
    this.size = 0;
  }

  /** Adds a label, unless one that was met before is as good. @returns whether it was added */
  add(waited: number, gained: number, tolerance: number): boolean {
    const { waits, gains } = this;
    // The first that has waited longer: both columns rise.
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (waits[middle]! <= waited) low = middle + 1;
      else high = middle;
    }
    if (low > 0 && gains[low - 1]! >= gained - tolerance) return false;
    let from = low;
    if (low > 0 && waits[low - 1] === waited) from--;
    let to = low;
    while (to < this.size && gains[to]! <= gained) to++;
    this.replace(from, to, waited, gained);
    return true;
  }

  /** Whether one that was met before has waited no longer and has gained as much. */
  beats(waited: number, gained: number): boolean {
    const { waits, gains, size } = this;
    // Mostly not, and mostly that is plain.
    if (size === 0 || gains[size - 1]! < gained || waits[0]! > waited) return false;
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (waits[middle]! <= waited) low = middle + 1;
      else high = middle;
    }
    return gains[low - 1]! >= gained;
  }

  private replace(from: number, to: number, waited: number, gained: number): void {
    if (from + 1 !== to) {
      if (this.size + 1 > this.waits.length) this.grow();
      this.waits.copyWithin(from + 1, to, this.size);
      this.gains.copyWithin(from + 1, to, this.size);
      this.size += from + 1 - to;
    }
    this.waits[from] = waited;
    this.gains[from] = gained;
  }

  private grow(): void {
    const { waits, gains } = this;
    this.waits = new Float64Array(2 * waits.length);
    this.waits.set(waits);
    this.gains = new Float64Array(2 * gains.length);
    this.gains.set(gains);
  }
}
