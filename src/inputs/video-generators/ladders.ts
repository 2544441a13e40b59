import type { Level } from "../../model/video.js";
import { bpsFromKbps } from "../../units.js";

/** A ladder that somebody published. */
export interface PublishedLadder {
  readonly name: string;
  readonly source: string;
  readonly levels: readonly Level[];
}

type Rung = readonly [kbps: number, width: number, height: number];

const levelsOf = (rungs: readonly Rung[]): readonly Level[] =>
  rungs.map(([kbps, width, height]) => ({ bitrate: bpsFromKbps(kbps), width, height }));

/** Bitrates for H.264. */
export const LADDERS: readonly PublishedLadder[] = [
  {
    name: "netflix-2015",
    source:
      "Netflix's fixed ladder before per-title encoding (Aaron et al., Netflix Technology Blog, December 2015)",
    levels: levelsOf([
      [235, 320, 240],
      [375, 384, 288],
      [560, 512, 384],
      [750, 512, 384],
      [1050, 640, 480],
      [1750, 720, 480],
      [2350, 1280, 720],
      [3000, 1280, 720],
      [4300, 1920, 1080],
      [5800, 1920, 1080],
    ]),
  },
  {
    name: "apple-hls",
    source: "Apple, HLS Authoring Specification for Apple Devices, H.264 variants",
    levels: levelsOf([
      [145, 416, 234],
      [365, 640, 360],
      [730, 768, 432],
      [1100, 768, 432],
      [2000, 960, 540],
      [3000, 1280, 720],
      [4500, 1280, 720],
      [6000, 1920, 1080],
      [7800, 1920, 1080],
    ]),
  },
  {
    name: "pensieve",
    source: "the six levels of Pensieve's video (Mao et al., SIGCOMM 2017)",
    levels: levelsOf([
      [300, 426, 240],
      [750, 640, 360],
      [1200, 854, 480],
      [1850, 1280, 720],
      [2850, 1920, 1080],
      [4300, 2560, 1440],
    ]),
  },
];
