import type { Observation, PolicyContext, Sample } from "../../model/policy.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import { highestOrLowest } from "../shared/ladder.js";
import { type BolaRule, createBolaRule } from "./bola-rule.js";
import { createBufferWatch } from "./buffer-watch.js";
import { createDroppedFramesRule } from "./dropped-frames-rule.js";
import { createInsufficientBufferRule } from "./insufficient-buffer-rule.js";
import type { DashjsOptions } from "./options.js";
import { createSegmentTrail } from "./segment-trail.js";
import { createSwitchHistory } from "./switch-history.js";
import type { RuleState, SwitchRequest } from "./switch-request.js";

/** What the rules would have, and how long the request is to be held back. */
export interface Answers {
  readonly requests: readonly SwitchRequest[];
  /** Missing where no rule says. */
  readonly wait: Seconds | undefined;
}

/** The rules of dash.js, asked together and told of the same events. */
export interface Rules {
  /**
   * Asks the rules that are on; of throughput and BOLA, if both are, the one that the buffer speaks for.
   *
   * @param mayLoad whether no download was given up lately
   */
  ask(o: Observation, estimate: BitsPerSecond | undefined, mayLoad: boolean): Answers;
  /** A decision is made: from this level to that. */
  decided(from: number, to: number): void;
  /** The player switches to this level. */
  switched(level: number): void;
  /** A download finished; the observation has it in the buffer. */
  arrived(sample: Sample, o: Observation): void;
  /** The player gave a download up, for this level. */
  abandoned(level: number, buffer: Seconds): void;
  stalled(): void;
  sought(): void;
  /** As {@link SegmentTrail.segmentsPlayed}. */
  segmentsPlayed(buffer: Seconds): number | undefined;
}

export function createRules(context: PolicyContext, settings: DashjsOptions): Rules {
  const { levels, segmentDuration, media } = context;
  const { bolaRule, throughputRule, insufficientBufferRule, switchHistoryRule, droppedFramesRule } = settings;
  const isDynamic = bolaRule !== "off" && throughputRule !== "off";
  const trail = createSegmentTrail(segmentDuration);
  const history = createSwitchHistory(levels.length, settings);
  const insufficientBuffer = createInsufficientBufferRule(levels, segmentDuration, settings);
  const frames = createDroppedFramesRule(levels.length, settings);
  /** There is none before it is first asked. */
  let bola: BolaRule | undefined;
  const watch = createBufferWatch(settings, () => {
    // dash.js would tell BOLA for audio, too, but looks it up by an index instead of its name.
    if (media === "video") bola?.ranEmpty();
  });
  /** The level of each segment that came, for the dropped-frames rule alone. */
  const levelsCome: number[] = [];

  /** dash.js's ThroughputRule: the highest level within the safe throughput; in VOD not while the buffer is empty. */
  function askThroughput(o: Observation, safe: BitsPerSecond | undefined): number | undefined {
    const isEmpty = watch.isEmpty();
    const mayAsk = isEmpty === false || (isEmpty && o.live);
    return mayAsk && safe !== undefined ? highestOrLowest(levels, safe) : undefined;
  }

  return {
    ask(o, estimate, mayLoad) {
      trail.asked(o.segment);
      watch.see(o.buffer, o.phase);
      const requests: SwitchRequest[] = [];
      const add = (rule: string, level: number | undefined, state: RuleState) => {
        if (level !== undefined && state !== "off") requests.push({ rule, level, priority: state });
      };
      const safe = estimate && estimate * settings.bandwidthSafetyFactor;
      const usesBola = isDynamic ? watch.isAmple() : bolaRule !== "off";
      if (usesBola && !bola) bola = createBolaRule(levels, settings);
      const choice = usesBola ? bola?.ask(o, safe) : undefined;
      add("bola", choice?.level, bolaRule);
      if (!usesBola && mayLoad) add("throughput", askThroughput(o, safe), throughputRule);
      if (insufficientBufferRule !== "off" && !settings.lowLatency) {
        const isEmpty = watch.isEmpty() === true;
        const level = insufficientBuffer.highest(isEmpty, o.buffer, estimate);
        // With an empty buffer dash.js leaves the rule's priority as it was made.
        add("insufficient buffer", level, isEmpty ? "default" : insufficientBufferRule);
      }
      add("switch history", history.highest(), switchHistoryRule);
      if (droppedFramesRule !== "off") {
        const shown = trail.segmentsPlayed(o.buffer);
        frames.see(shown === undefined ? undefined : levelsCome[Math.floor(shown)], o.device);
        add("dropped frames", frames.highest(), droppedFramesRule);
      }
      return { requests, wait: choice?.wait };
    },
    decided: history.add,
    switched: (level) => bola?.switched(level),
    arrived(sample, o) {
      const arrival = trail.arrived(o.segment);
      // The buffer was lowest just before the segment was added.
      const before = arrival.isReplacement ? o.buffer : Math.max(0, o.buffer - arrival.duration);
      watch.see(before, o.phase);
      bola?.loaded(arrival, sample, before);
      watch.see(o.buffer, o.phase);
      insufficientBuffer.arrived();
      if (droppedFramesRule !== "off") levelsCome[arrival.index] = sample.level;
    },
    abandoned(level, buffer) {
      history.clear();
      bola?.abandoned(level, buffer);
    },
    stalled: () => watch.see(0, "rebuffering"),
    sought() {
      trail.sought();
      insufficientBuffer.sought();
      bola?.sought();
    },
    segmentsPlayed: trail.segmentsPlayed,
  };
}
