import { dashJsEwma } from "../estimators/dash-js-ewma.js";
import { withDefaults } from "../model/options.js";
import type { Decision, InFlight, Observation, PolicyFactory, Sample } from "../model/policy.js";
import type { BitsPerSecond, Seconds } from "../units.js";
import { createAbandonRequestsRule } from "./dashjs/abandon-requests-rule.js";
import { initialLevel } from "./dashjs/initial-level.js";
import { type DashjsOptions, dashjsDefaults, dashjsKinds } from "./dashjs/options.js";
import { createRules } from "./dashjs/rules.js";
import { prevailing } from "./dashjs/switch-request.js";
import type { EntryOf } from "./entry.js";
import { currentLevel, withinAllowed } from "./shared/ladder.js";
import { mostBufferAtDecision, type PolicySetting } from "./shared/warnings.js";

export { type DashjsOptions, dashjsDefaults, dashjsKinds } from "./dashjs/options.js";

/** By which a timer, in sums of seconds, may be missed and have run out. */
const ROUNDING: Seconds = 1e-9;

/**
 * The default rules of dash.js 5.2.1 (AbrController.js, ABRRulesCollection.js and the rules; DYNAMIC is of Spiteri,
 * Sitaraman and Sparacio, "From Theory to Practice", MMSys 2018). Before each segment the rules are asked:
 *
 * - From a buffer of 12 s on until it is below 6 s the BOLA rule (see `BolaRule`), else the throughput rule: the highest
 *   level within 0.9 x the estimate, unless the buffer is empty (VOD), or a download was given up in the last 10 s.
 * - The insufficient-buffer rule, the switch-history rule, and, off by default, the dropped-frames rule.
 *
 * Of what they ask for the lowest level prevails (`prevailing`). Where none asks for anything, the level stays; it begins
 * as the highest within 1000 kbit/s. While a download runs, it may be given up (see `AbandonRequestsRule`); for 10 s after
 * that there is no up-switch, and the switch history begins anew. Estimates are dash.js's, see `dashJsEwma`; what came
 * of a download that is given up counts, too.
 *
 * `maxBuffer` is dash.js's `bufferTimeDefault`; content is live if the observation says so, and `target` is its live
 * delay. A segment that is fetched once more at a level, by a replacement, is measured as it was the first time: dash.js
 * looks for its address among the browser's resource timings, and takes the first that it finds (HTTPLoader.js).
 * What differs, by intention:
 *
 * - The levels that the player allows bound the choice. dash.js leaves the others out of its ladder before it chooses, and
 *   BOLA begins anew when they change.
 * - dash.js follows the buffer level by a timer of about 250 ms, in whole ms. Here each level at which a download ended,
 *   without and with what it brought, and each at a decision are looked at, exactly.
 * - Which segment came is inferred from the next one: right for downloads one at a time.
 * - dash.js gets the first segment after a seek at the level that it had, without asking; a player asks here.
 * - A bitrate saved from an earlier session is not looked at.
 * - The target of 30 s at the top level, 60 s in long content, and fast switching are the player's (profile `dashjs`), but
 *   see `fastSwitch`. A player that keeps to fewer seconds in the buffer than `hybridSwitchBufferSeconds` never sees BOLA.
 */
export const dashjs: PolicyFactory<DashjsOptions> = (options, context) => {
  const settings = withDefaults(dashjsDefaults, options);
  const { levels, segmentDuration, media } = context;
  // Requests that take less are answered by a cache.
  const cacheLoadThreshold: Seconds = media === "video" ? 0.01 : 0.005;
  const estimator = (settings.estimator ?? (() => dashJsEwma({ cacheLoadThreshold })))(context);
  const initial = initialLevel(context, settings);
  const rules = createRules(context, settings);
  const abandonRequests = createAbandonRequestsRule(levels, segmentDuration, settings);
  /** By the segment that is next, and level: of the first copy, which dash.js takes for that of every later one. */
  const measured: Sample[] = [];
  /** Until when no up-switch follows an abandonment. */
  let abandonedUntil: Seconds = 0;
  /** The level that a download was given up for, until it has come. */
  let instead: number | undefined;

  function choose(o: Observation, estimate: BitsPerSecond | undefined): Choice {
    const current = instead ?? currentLevel(o) ?? initial;
    const stay = withinAllowed(current, o.allowed);
    if (instead !== undefined) return { level: stay, reason: "abandoned" };
    const mayLoad = o.now >= abandonedUntil - ROUNDING;
    const { requests, wait } = rules.ask(o, estimate, mayLoad);
    const waiting = wait ? { waitSeconds: wait } : {};
    const request = prevailing(requests);
    if (request === undefined) return { level: stay, reason: "no change", ...waiting };
    const level = withinAllowed(request.level, o.allowed);
    rules.decided(current, level);
    if (level > current && !mayLoad) return { level: stay, reason: "after abandonment", ...waiting };
    if (level !== current) rules.switched(level);
    const reason = level === request.level ? request.rule : "limit";
    return { level, reason, ...waiting, ...(level > current && replacement(o)) };
  }

  /** Where to replace what is buffered from: the beginning of the segment that plays. */
  function replacement({ buffer }: Observation): { readonly replaceFrom?: Seconds } {
    const played = settings.fastSwitch ? rules.segmentsPlayed(buffer) : undefined;
    return played === undefined ? {} : { replaceFrom: Math.floor(played) * segmentDuration };
  }

  function giveUp(inFlight: InFlight, o: Observation): { readonly abandonTo: number } | undefined {
    const abandonTo = abandonRequests(inFlight, o);
    if (abandonTo === undefined) return undefined;
    const { level, start, firstByte = start, loaded } = inFlight;
    estimator.add({ start, firstByte, end: o.now, bits: loaded, level });
    abandonedUntil = o.now + settings.abandonLoadTimeoutSeconds;
    rules.abandoned(abandonTo, o.buffer);
    instead = abandonTo;
    return { abandonTo };
  }

  return {
    name: "dashjs",
    decide(o) {
      const estimate = estimator.estimate(o.now);
      return { ...choose(o, estimate), estimate };
    },
    onSample(sample, o) {
      const copy = o.segment.index * levels.length + sample.level;
      measured[copy] = measured[copy] || { ...sample };
      estimator.add(measured[copy]);
      instead = undefined;
      rules.arrived(sample, o);
    },
    ...(settings.abandonRequestsRule && { onProgress: giveUp }),
    onStall: rules.stalled,
    onSeek() {
      instead = undefined;
      rules.sought();
    },
  };
};

type Choice = Pick<Decision, "level" | "waitSeconds" | "replaceFrom"> & { readonly reason: string };

export function dashjsWarnings(options: Partial<DashjsOptions>, setting: PolicySetting): string[] {
  const settings = withDefaults(dashjsDefaults, options);
  const { bolaRule, throughputRule, hybridSwitchBufferSeconds } = settings;
  const most = mostBufferAtDecision(setting) + setting.segmentDuration;
  const isDynamic = bolaRule !== "off" && throughputRule !== "off";
  if (!isDynamic || most >= hybridSwitchBufferSeconds) return [];
  const cause = `its buffer is at most ${Number(most.toFixed(3))} s`;
  return [`never asks BOLA: ${cause}, and that takes ${hybridSwitchBufferSeconds} s`];
}

export const dashjsEntry = {
  name: "dashjs",
  factory: dashjs,
  defaults: dashjsDefaults,
  kinds: dashjsKinds,
  summary:
    "dash.js's default: throughput and BOLA rules by the buffer, insufficient buffer, switch history, abandonment",
  citation: "dash.js 5.2.1: AbrController.js and its rules; Spiteri, Sitaraman, Sparacio, MMSys 2018",
  warnings: dashjsWarnings,
} satisfies EntryOf<DashjsOptions>;
