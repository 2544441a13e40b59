import shaka from "shaka-player";
import { shakaAbrFactory } from "../../../src/adapters/shaka/index.js";
import type { PolicyFactory } from "../../../src/model/policy.js";
import { bola, dynamic, throughput } from "../../../src/policies/index.js";
import type { PolicyPlayed, Told } from "../harness/protocol.js";
import { playedToEnd, run, videoElement } from "./page.js";

export interface Parameters {
  readonly policy: keyof typeof POLICIES;
  readonly manifest?: "stream.mpd" | "master.m3u8";
  readonly shadow?: boolean;
  /** To change of Shaka's configuration. */
  readonly configuration?: object;
  /** Media time to go to once so much has been played. */
  readonly seek?: { readonly at: number; readonly to: number };
}

const POLICIES = {
  bola,
  dynamic,
  throughput,
  failing,
  waiting,
  fickle,
  zigzag,
} satisfies Record<string, PolicyFactory>;

/** Shaka Player with a policy of abrsim's at its controls. */
run(async ({ policy, manifest = "stream.mpd", shadow = false, configuration = {}, seek }: Parameters) => {
  const video = videoElement();
  const told: Told[] = [];
  const recording: string[] = [];
  const notices: string[] = [];
  const player = new shaka.Player();
  const failed = new Promise<never>((_, reject) => {
    player.addEventListener("error", (event) => {
      reject(new Error(`Shaka: ${JSON.stringify((event as unknown as { detail: unknown }).detail)}`));
    });
  });
  player.configure({
    ...configuration,
    abrFactory: shakaAbrFactory<object>(player, POLICIES[policy], {
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
          buffer: observation.buffer,
        }),
    }),
  });
  await player.attach(video);
  await player.load(`stream/${manifest}`);
  await video.play();
  if (seek) goTo(video, seek.at, seek.to);
  const ending = await Promise.race([playedToEnd(video), failed]);
  return { ending, told, recording, notices } satisfies PolicyPlayed;
});

function goTo(video: HTMLVideoElement, at: number, to: number): void {
  const look = () => {
    if (video.currentTime < at) return;
    video.removeEventListener("timeupdate", look);
    video.currentTime = to;
  };
  video.addEventListener("timeupdate", look);
}

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

/** Another level for every segment, with a full buffer too. */
function zigzag(): ReturnType<PolicyFactory> {
  return { name: "zigzag", decide: ({ segment }) => ({ level: segment.index % 2 }) };
}

/** Asks for the top, and gives every download of it up for the lowest. */
function fickle(): ReturnType<PolicyFactory> {
  return {
    name: "fickle",
    decide: () => ({ level: 2 }),
    onProgress: ({ level, loaded }) => (level === 2 && loaded > 0 ? { abandonTo: 0 } : undefined),
  };
}
