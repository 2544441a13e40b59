import type { TraceInterval } from "../../model/trace.js";
import type { Gaps } from "../../model/trace-note.js";
import type { Bits, BitsPerSecond, Seconds } from "../../units.js";
import type { Download, LinkOfDownloads } from "./link-of-downloads.js";

/** Grains a second: times are rounded to the shortest interval that a trace can have, so that rounding leaves no slivers. */
const GRAINS = 1_000_000;

/** A download on the grid. */
interface Arrival {
  readonly from: number;
  readonly to: number;
  readonly rate: BitsPerSecond;
  readonly latency: Seconds;
}

/** A stretch of time in which the same downloads are under way, and what is known of it. */
interface Stretch {
  readonly grains: number;
  readonly rate: BitsPerSecond | undefined;
  readonly latency: Seconds | undefined;
}

/** An interval of a link that has a latency throughout. */
type LinkInterval = Required<Omit<TraceInterval, "loss">>;

type Known = { readonly [Key in keyof Stretch]: number };

/**
 * What `linkOfDownloads` finds, for downloads that come in the order of their requests: gives each interval away as soon
 * as no later download can change it. Holds the downloads under way and no more, but for `mean`, which is known at the
 * end. Every interval has a latency, 0 where no download shows one.
 */
export class LinkAsItComes {
  readonly #gaps: Gaps;
  readonly #give: (interval: LinkInterval) => void;
  /** Grains. Everything before has been taken into account. */
  #at: number | undefined;
  #underWay: Arrival[] = [];
  /** Stretches of which it is not known yet what to take for them. */
  #waiting: Stretch[] = [];
  #fill: Known | undefined;
  /** Given away when another follows that is not alike. */
  #last: Known | undefined;
  #measured = { grains: 0, bits: 0 as Bits, waits: 0 };
  #grains = 0;
  #downloads = 0;
  #withoutDuration = 0;

  constructor(gaps: Gaps, give: (interval: LinkInterval) => void) {
    this.#gaps = gaps;
    this.#give = give;
  }

  /** How many downloads the last one found under way. */
  get underWay(): number {
    return this.#underWay.length;
  }

  push({ start, firstByte, end, bits }: Download): void {
    this.#downloads++;
    const [from, to] = [Math.round(firstByte * GRAINS), Math.round(end * GRAINS)];
    if (to <= from) {
      this.#withoutDuration++;
      return;
    }
    const asked = Math.min(Math.round(start * GRAINS), from);
    this.#at ??= Math.min(0, asked);
    this.#sweepTo(asked);
    this.#underWay.push({
      from,
      to,
      rate: bits / (end - firstByte),
      latency: Math.max(0, firstByte - start),
    });
  }

  /** @returns undefined when no download took any time */
  finish(): LinkOfDownloads["note"] | undefined {
    if (this.#at === undefined) return undefined;
    this.#sweepTo(Number.POSITIVE_INFINITY);
    if (this.#gaps === "mean") {
      const { grains, bits, waits } = this.#measured;
      this.#fill = { grains, rate: bits / grains, latency: waits / grains };
      for (const stretch of this.#waiting) this.#put(filled(stretch, this.#fill));
    }
    this.#flush();
    return {
      kind: "measured",
      duration: this.#grains / GRAINS,
      measured: this.#measured.grains / GRAINS,
      downloads: this.#downloads,
      withoutDuration: this.#withoutDuration,
      gaps: this.#gaps,
    };
  }

  #sweepTo(end: number): void {
    let at = this.#at!;
    while (at < end && (this.#underWay.length > 0 || end < Number.POSITIVE_INFINITY)) {
      const next = this.#underWay.reduce(
        (soonest, { from, to }) => Math.min(soonest, from > at ? from : to),
        end,
      );
      this.#stretch({ grains: next - at, ...together(this.#underWay, at) });
      at = next;
      this.#underWay = this.#underWay.filter(({ to }) => to > at);
    }
    this.#at = at;
  }

  #stretch(stretch: Stretch): void {
    this.#grains += stretch.grains;
    const known = isKnown(stretch);
    if (known) {
      this.#measured.grains += stretch.grains;
      this.#measured.bits += stretch.rate * stretch.grains;
      this.#measured.waits += stretch.latency * stretch.grains;
    }
    if (this.#gaps === "drop") {
      if (known) this.#put(stretch);
    } else if (this.#gaps === "mean" || (this.#fill === undefined && !known)) this.#waiting.push(stretch);
    else if (this.#fill === undefined) {
      // The first that is known is what was before it, too.
      this.#fill = stretch as Known;
      for (const earlier of [...this.#waiting.splice(0), stretch]) this.#hold(earlier);
    } else this.#hold(stretch);
  }

  #hold(stretch: Stretch): void {
    this.#fill = filled(stretch, this.#fill!);
    this.#put(this.#fill);
  }

  #put(stretch: Known): void {
    const last = this.#last;
    if (last && last.rate === stretch.rate && last.latency === stretch.latency)
      this.#last = { ...last, grains: last.grains + stretch.grains };
    else {
      this.#flush();
      this.#last = stretch;
    }
  }

  #flush(): void {
    if (this.#last === undefined) return;
    const { grains, rate, latency } = this.#last;
    this.#give({ duration: grains / GRAINS, bandwidth: rate, latency });
  }
}

const isKnown = (stretch: Stretch): stretch is Known => stretch.rate !== undefined;

const filled = ({ grains, rate, latency }: Stretch, fill: Known): Known => ({
  grains,
  rate: rate ?? fill.rate,
  latency: latency ?? fill.latency,
});

/** What arrives at a time, and the mean latency of all that are under way, those included that nothing has come of yet. */
function together(underWay: readonly Arrival[], at: number): Omit<Stretch, "grains"> {
  const arriving = underWay.filter(({ from }) => from <= at);
  const sum = (of: readonly Arrival[], key: "rate" | "latency") =>
    of.reduce((total, arrival) => total + arrival[key], 0);
  return {
    rate: arriving.length > 0 ? sum(arriving, "rate") : undefined,
    latency: underWay.length > 0 ? sum(underWay, "latency") / underWay.length : undefined,
  };
}
