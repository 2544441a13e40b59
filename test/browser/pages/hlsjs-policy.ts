import Hls from "hls.js";
import { hlsjsAbrController } from "../../../src/adapters/hlsjs/index.js";
import type { PolicyFactory } from "../../../src/model/policy.js";
import { bola, dynamic, throughput } from "../../../src/policies/index.js";
import type { PolicyPlayed, Told } from "../harness/protocol.js";
import { playedToEnd, run, videoElement } from "./page.js";

interface Parameters {
  readonly policy: keyof typeof POLICIES;
  readonly shadow?: boolean;
  /** Seconds. */
  readonly maxBufferLength?: number;
}

const POLICIES = { bola, dynamic, throughput, failing, waiting, fickle } satisfies Record<
  string,
  PolicyFactory
>;

/** hls.js with a policy of abrsim's in the place of its own ABR. */
run(async ({ policy, shadow = false, maxBufferLength = 10 }: Parameters): Promise<PolicyPlayed> => {
  const video = videoElement();
  const told: Told[] = [];
  const recording: string[] = [];
  const notices: string[] = [];
  const hls = new Hls({
    maxBufferLength,
    maxBufferSize: 0,
    abrController: hlsjsAbrController<typeof Hls, object>(Hls, POLICIES[policy], {
      shadow,
      record: (line) => recording.push(line),
      onNotice: ({ kind, message }) => notices.push(`${kind}: ${message}`),
      onDecision: ({ observation, decision, level, playerLevel }) =>
        told.push({
          segment: observation.segment.index,
          level,
          ...(decision?.waitSeconds !== undefined && { wait: decision.waitSeconds }),
          ...(playerLevel !== undefined && { playerLevel }),
          now: observation.now,
          atMs: performance.now(),
        }),
    }),
  });
  const failed = new Promise<never>((_, reject) => {
    hls.on(Hls.Events.ERROR, (_event, { fatal, details }) => {
      if (fatal) reject(new Error(`hls.js: ${details}`));
    });
  });
  hls.loadSource("stream/master.m3u8");
  hls.attachMedia(video);
  await video.play();
  const ending = await Promise.race([playedToEnd(video), failed]);
  return { ending, told, recording, notices };
});

/** Throws in mid-play. */
function failing(): ReturnType<PolicyFactory> {
  return {
    name: "failing",
    decide({ segment }) {
      if (segment.index >= 6) throw new Error("segment six");
      return { level: 2 };
    },
  };
}

/** Holds every request back for a while. */
function waiting(): ReturnType<PolicyFactory> {
  return {
    name: "waiting",
    decide: ({ segment, buffer }) => ({ level: segment.index % 2, waitSeconds: buffer > 3 ? 0.7 : 0 }),
  };
}

/** Asks for the top, and gives every download of it up for the lowest. */
function fickle(): ReturnType<PolicyFactory> {
  return {
    name: "fickle",
    decide: () => ({ level: 2 }),
    onProgress: ({ level, loaded }) => (level === 2 && loaded > 0 ? { abandonTo: 0 } : undefined),
  };
}
