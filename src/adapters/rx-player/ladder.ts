import type { Level } from "../../model/video.js";
import type { RxRepresentation } from "./player.js";

/** The levels of a track of video. */
export class Ladder {
  readonly levels: readonly Level[];
  readonly ids: readonly string[];

  constructor(representations: readonly RxRepresentation[]) {
    const byBitrate = representations.slice().sort((a, b) => (a.bitrate ?? 0) - (b.bitrate ?? 0));
    this.ids = byBitrate.map(({ id }) => id);
    this.levels = byBitrate.map(levelOf);
  }

  isOf(representations: readonly RxRepresentation[]): boolean {
    return (
      representations.length === this.ids.length && representations.every(({ id }) => this.ids.includes(id))
    );
  }

  indexOf(representation: RxRepresentation | null | undefined): number | undefined {
    const index = representation ? this.ids.indexOf(representation.id) : -1;
    return index < 0 ? undefined : index;
  }

  /** Those that can be played: the longer run, where there are holes. */
  allowed(representations: readonly RxRepresentation[]): [min: number, max: number] {
    const may = this.ids.map((id) => {
      const found = representations.find((representation) => representation.id === id);
      return found?.isCodecSupported !== false && found?.decipherable !== false;
    });
    let best: [number, number] = [0, 0];
    let length = 0;
    let longest = 0;
    may.forEach((playable, level) => {
      length = playable ? length + 1 : 0;
      if (length > longest) {
        longest = length;
        best = [level - length + 1, level];
      }
    });
    return best;
  }
}

function levelOf({ bitrate = 0, width, height, frameRate, codec }: RxRepresentation): Level {
  return {
    bitrate,
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(frameRate !== undefined && { frameRate }),
    ...(codec !== undefined && { codec }),
  };
}
