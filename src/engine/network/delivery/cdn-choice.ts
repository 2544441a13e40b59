import type { SessionEvent } from "../../../model/session.js";
import type { CdnSelectionSettings, CdnSettings } from "../../../model/settings/index.js";
import { type Bits, type BitsPerSecond, bitsFromBytes, type Seconds } from "../../../units.js";
import { CdnHealth } from "./cdn-health.js";
import { CdnMeasurement, type CdnPath } from "./cdn-measurement.js";
import { cdnScore } from "./cdn-score.js";

/** Answers smaller than this say nothing about throughput: 16 kB, as in Shaka and rx-player. */
export const LEAST_SAMPLE: Bits = bitsFromBytes(16_000);

export interface CdnChoiceOptions {
  /** At least one. */
  readonly cdns: readonly CdnSettings[];
  /** Missing: always the first, whatever happens. */
  readonly selection?: CdnSelectionSettings | undefined;
  /** Of a CDN that nothing is known of yet. */
  readonly expected: (cdn: CdnSettings) => CdnPath;
  readonly note: (event: SessionEvent) => void;
}

interface Candidate {
  readonly cdn: CdnSettings;
  readonly health: CdnHealth;
  readonly measurement: CdnMeasurement;
  readonly expected: CdnPath;
}

/**
 * Which CDN requests go to. By order, it is the first that is healthy, at any moment. By score, it is the one that
 * scored best when the choice was last made: at the start, when the one chosen becomes unhealthy, and when another
 * recovers, as in the document (000), and besides every `recoverAfter`, so that a CDN that has become slow is left
 * (ours). Scores are not compared more often because measurements waver, and a change costs new connections. Of equal
 * scores the one in use is kept, else the first in the list. If none is healthy, the one that recovers first is asked.
 */
export class CdnChoice {
  private readonly options: CdnChoiceOptions;
  private readonly candidates: readonly Candidate[];
  private readonly byName = new Map<string, Candidate>();
  private chosen: Candidate | undefined;
  private reviewAt: Seconds = 0;

  constructor(options: CdnChoiceOptions) {
    this.options = options;
    const { failures, recoverAfter } = options.selection ?? {
      failures: Number.POSITIVE_INFINITY,
      recoverAfter: 0,
    };
    this.candidates = options.cdns.map((cdn) => ({
      cdn,
      health: new CdnHealth({ failures, recoverAfter }),
      measurement: new CdnMeasurement(),
      expected: options.expected(cdn),
    }));
    for (const candidate of this.candidates) this.byName.set(candidate.cdn.name, candidate);
  }

  /** @throws RangeError when there is none of this name */
  named(name: string): CdnSettings {
    const candidate = this.byName.get(name);
    if (!candidate) throw new RangeError(`no CDN is called ${name}`);
    return candidate.cdn;
  }

  current(now: Seconds): CdnSettings {
    const { chosen } = this;
    if (!chosen || this.isReviewDue(chosen, now)) this.review(now);
    return this.chosen!.cdn;
  }

  /** Healthy ones but for these, the best first. */
  others(than: readonly string[], now: Seconds): readonly string[] {
    const others = this.candidates.filter(
      ({ cdn, health }) => !than.includes(cdn.name) && health.isHealthy(now),
    );
    if (this.options.selection?.by === "score") {
      const scores = new Map(others.map((other) => [other, this.scoreOf(other)]));
      others.sort((a, b) => scores.get(b)! - scores.get(a)!);
    }
    return others.map(({ cdn }) => cdn.name);
  }

  measured(name: string, latency: Seconds, throughput: BitsPerSecond | undefined): void {
    this.byName.get(name)?.measurement.add(latency, throughput);
  }

  succeeded(name: string): void {
    this.byName.get(name)?.health.succeeded();
  }

  failed(name: string, now: Seconds): void {
    const health = this.byName.get(name)?.health;
    health?.failed(now);
    this.reviewOnRecovery(health, now);
  }

  giveUp(name: string, now: Seconds): void {
    const health = this.byName.get(name)?.health;
    health?.giveUp(now);
    this.reviewOnRecovery(health, now);
  }

  private scoreOf({ cdn, measurement, expected }: Candidate): number {
    return cdnScore({
      ...measurement.or(expected),
      availability: cdn.availability ?? 100,
      distanceKm: cdn.distanceKm ?? 0,
      usdPerGB: cdn.usdPerGB ?? 0,
    });
  }

  private isReviewDue({ health }: Candidate, now: Seconds): boolean {
    const { selection } = this.options;
    if (!selection) return false;
    return selection.by === "order" || !health.isHealthy(now) || now >= this.reviewAt;
  }

  private reviewOnRecovery(health: CdnHealth | undefined, now: Seconds): void {
    if (health && !health.isHealthy(now)) this.reviewAt = Math.min(this.reviewAt, health.recoversAt);
  }

  private review(now: Seconds): void {
    const { selection, note } = this.options;
    const before = this.chosen;
    const best = this.best(now);
    this.reviewAt = now + (selection?.recoverAfter ?? 0);
    for (const { health } of this.candidates) this.reviewOnRecovery(health, now);
    this.chosen = best;
    if (best === before || this.candidates.length === 1) return;
    const why = whyChanged(before, best, selection, now);
    note({ at: now, kind: "cdn", ...(before && { from: before.cdn.name }), to: best.cdn.name, why });
  }

  private best(now: Seconds): Candidate {
    const healthy = this.candidates.filter(({ health }) => health.isHealthy(now));
    if (healthy.length === 0)
      return this.candidates.reduce((a, b) => (b.health.recoversAt < a.health.recoversAt ? b : a));
    if (this.options.selection?.by !== "score") return healthy[0]!;
    let best = this.chosen && healthy.includes(this.chosen) ? this.chosen : healthy[0]!;
    let score = this.scoreOf(best);
    for (const candidate of healthy) {
      const its = this.scoreOf(candidate);
      if (its > score) {
        best = candidate;
        score = its;
      }
    }
    return best;
  }
}

function whyChanged(
  from: Candidate | undefined,
  to: Candidate,
  selection: CdnSelectionSettings | undefined,
  now: Seconds,
): string {
  if (!from) return "start";
  if (!from.health.isHealthy(now)) return "failures";
  // By order, nothing but a recovery brings an earlier one back.
  return selection?.by === "order" || to.health.recoversAt > 0 ? "recovery" : "score";
}
