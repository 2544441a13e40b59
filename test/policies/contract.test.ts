import { describe, expect, it } from "vitest";
import { contract, type Subject } from "../../src/contract/index.js";
import { policies } from "../../src/policies/registry.js";

/** Options beside the defaults that lead a policy down other paths. */
const VARIANTS: Readonly<Record<string, readonly object[]>> = {
  bb: [{ firstLevel: 1 }, { reservoir: 0, cushion: 0.5 }],
  "bba-0": [{ scaleToPlayer: false, reservoirSeconds: 0, cushionSeconds: 5 }],
  "bba-1": [{ scaleToPlayer: false, minReservoirSeconds: 0, maxReservoirSeconds: 5, mapEndSeconds: 10 }],
  "bba-2": [{ emptyGrowthShare: 0, fullGrowthShare: 0, mapEndSeconds: 1, scaleToPlayer: false }],
  bola: [
    { variant: "o", adaptiveBuffer: false, gammaP: 0.1 },
    { replacement: "left", replacementAheadSegments: 0 },
  ],
  "bola-e": [
    { variant: "o", insufficientBuffer: false, gammaP: 0.1 },
    { replacement: "right", minBufferSeconds: 0.5 },
  ],
  buffer: [{ panicAtOnce: true, largeChangeLevels: 1 }],
  constant: [{ level: 99 }],
  dashjs: [
    { fastSwitch: true, droppedFramesRule: "strong", insufficientBufferRule: "weak", lowLatency: true },
    { throughputRule: "off", abandonRequestsRule: false },
    { hybridSwitchBufferSeconds: 0, abandonMinSamples: 1, abandonAfterMs: 0, abandonDurationMultiplier: 0 },
  ],
  dynamic: [
    { variant: "o", adaptiveBuffer: false, insufficientBuffer: false, lowBufferSeconds: 0 },
    { replacement: "left" },
  ],
  "dynamic-dash": [
    { variant: "o", insufficientBuffer: false, highBufferSeconds: 0 },
    { replacement: "right", lowBufferSeconds: 0 },
  ],
  ewma: [{ literal: true }, { minQuality: 7, maxQuality: 2, maxLevelJump: 1, defaultEstimateKbps: 10_000 }],
  exoplayer: [
    {
      minDurationToRetainAfterDiscardSeconds: 0,
      minDurationForQualityIncreaseSeconds: 0,
      maxHeightToDiscard: 9999,
    },
    { initialEstimateByConnection: false, slidingWindowMaxWeight: 10, minSecondsForEstimate: 0 },
  ],
  "fast-mpc": [{ predictionSpacing: "linear", bufferBins: 7, predictionBins: 1, horizon: 2 }],
  festive: [{ sampleCount: 1, efficiencyWeight: 0, targetBufferSeconds: 0, randomSegments: 5 }],
  hlsjs: [
    { firstLevel: 99, minAutoBitrateKbps: 1000, playlistSeconds: 0.5 },
    { bandwidthFactor: 5, bandwidthUpFactor: 5, maxStarvationDelaySeconds: 0, defaultEstimateKbps: 5000 },
  ],
  hysteresis: [
    { zones: true, sampleCount: 3 },
    { maxQuality: 1, upBufferSeconds: 0 },
  ],
  l2a: [
    { dashjsUnits: false, targetBufferSeconds: 0 },
    { horizon: 1, reaction: 50 },
  ],
  lolp: [
    { dashjsUnits: false, minBufferSeconds: 0 },
    { weightSelection: "random" },
    { weightSelection: "manual" },
  ],
  mpc: [{ horizon: 3, rebufferPenalty: 0, switchPenalty: 0, firstLevel: 99 }],
  "oracle-mpc": [{ horizon: 1, rebufferPenalty: 1000, switchPenalty: 3 }],
  panda: [
    { convergenceRate: 10, smoothingRate: 10, probeInMargins: false, bufferGain: 5, minBufferSeconds: 0 },
  ],
  recommender: [{ busyFactor: 0.01, busyHours: 24, lowBatteryShare: 1, lowBatteryBufferSeconds: 0 }],
  "robust-mpc": [{ sizeOffset: 1, errorCount: 1, sampleCount: 2, horizon: 2 }],
  "rx-player": [
    { lowLatencyMode: true, sureSegments: 1, sureSeconds: 0, initialBitrateKbps: 2000 },
    { enterBufferBasedSeconds: 2, exitBufferBasedSeconds: 1, bufferSecuritySeconds: 0, minTotalBytes: 0 },
  ],
  shaka: [
    { switchIntervalSeconds: 0, minTotalBytes: 0, minBytes: 0, cacheLoadThresholdMs: 0 },
    { maxHeight: 480, bandwidthUpgradeTarget: 1.2, droppedFramesThreshold: 0.01, minTimeToSwitchSeconds: 2 },
  ],
  soda: [{ distortion: "inverse", maxIntervals: 9, horizonSeconds: 60, targetShare: 0, switchWeight: 0 }],
  throughput: [{ insufficientBuffer: false }, { replacement: "left", replacementAheadSegments: 0 }],
  vhs: [
    {
      enableLowInitialPlaylist: true,
      earlyAbortAfterSeconds: 0,
      minimumTimeSavingSeconds: 0,
      timeoutDurations: 0.1,
    },
    { limitRenditionByPlayerDimensions: false, maxBufferLowWaterLineSeconds: 0, abortExclusionSeconds: 100 },
  ],
};

/** For each policy, variant and rule: the suite as a whole tries tens of thousands. */
const SESSIONS = 40;

describe.each(policies)("contract of $name", ({ name, factory }) => {
  const oracle = name.startsWith("oracle-");
  const subjects = [{}, ...(VARIANTS[name] ?? [])].map((options): Subject => ({ factory, options, oracle }));
  for (const subject of subjects)
    it.each(contract)(`$promise, options ${JSON.stringify(subject.options)}`, (rule) => {
      const verdict = rule.try(subject, { sessions: SESSIONS });
      if (verdict.kind === "broken")
        expect.fail(
          [
            `${name} ${verdict.problem}`,
            `seed ${verdict.seed}, path "${verdict.path}"`,
            ...verdict.session,
          ].join("\n"),
        );
    });
});
