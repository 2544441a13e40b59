/**
 * Work that may still be done, counted and not timed, so that the same question has the same answer on every machine.
 * A unit is one delivery along one way to get there; all else is charged by what it costs beside that.
 */
export class Effort {
  private own: number;
  private readonly whole: Effort | undefined;

  /** @param whole what this is a part of */
  constructor(units: number, whole?: Effort) {
    this.own = units;
    this.whole = whole;
  }

  /** Never below 0. */
  get left(): number {
    return this.whole ? Math.min(this.own, this.whole.left) : this.own;
  }

  spend(units: number): void {
    this.own = Math.max(0, this.own - units);
    this.whole?.spend(units);
  }

  /** For a part of the work, which is taken from the whole as it is done. */
  part(units: number): Effort {
    return new Effort(units, this);
  }
}
