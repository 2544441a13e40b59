import type { Fault, FaultKind, FaultScope } from "../../model/settings/index.js";
import type { RandomStream } from "../../random.js";
import type { Seconds } from "../../units.js";
import type { Faults } from "./collaborators.js";
import type { ExchangeSpec } from "./exchange.js";

/** What is left of its rate to a request that is made slow, where the fault does not say (ours). */
export const SLOW_RATE_SHARE = 0.1;

/** What strikes a request; `rateShare` goes with "slow". */
export interface Strike {
  readonly what: FaultKind;
  readonly rateShare?: number;
}

/**
 * Faults as the settings list them: some strike every request that is sent in a span of time, `at` included and
 * `at + for` not, some strike at a rate. Of several that strike, the first in the list counts.
 *
 * Each fault at a rate has a stream of its own and draws once for each request that it could strike, whatever other
 * faults do: the n-th such request has the same luck in all arms.
 */
export class ListedFaults implements Faults {
  private readonly faults: readonly Fault[];
  private readonly streams: readonly (RandomStream | undefined)[];
  private readonly startAt: Seconds;

  /**
   * @param random a stream for a purpose
   * @param startAt when play was pressed, on the clock by which requests are sent
   */
  constructor(faults: readonly Fault[], random: (purpose: string) => RandomStream, startAt: Seconds = 0) {
    this.faults = faults;
    this.streams = faults.map((fault, i) => ("rate" in fault ? random(`fault ${i}`) : undefined));
    this.startAt = startAt;
  }

  /** @param now when the request is sent */
  strike(spec: ExchangeSpec, cdn: string | undefined, now: Seconds): Strike | undefined {
    let first: Fault | undefined;
    for (let i = 0; i < this.faults.length; i++) {
      const fault = this.faults[i]!;
      if (!concerns(fault, spec, cdn)) continue;
      const strikes = "rate" in fault ? this.streams[i]!() < fault.rate : isWithin(fault, now - this.startAt);
      if (strikes) first ??= fault;
    }
    return first && strikeOf(first);
  }
}

function concerns({ where }: FaultScope, spec: ExchangeSpec, cdn: string | undefined): boolean {
  if (!where) return true;
  return (
    (where.cdn === undefined || where.cdn === cdn) &&
    (where.kind === undefined || where.kind === spec.kind) &&
    (where.level === undefined || where.level === spec.level)
  );
}

const isWithin = (span: { readonly at: Seconds; readonly for: Seconds }, time: Seconds): boolean =>
  time >= span.at && time < span.at + span.for;

const strikeOf = ({ what, rateShare = SLOW_RATE_SHARE }: FaultScope): Strike =>
  what === "slow" ? { what, rateShare } : { what };
