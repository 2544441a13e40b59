import type { Level } from "../../model/video.js";
import type { Vhs, VhsPlaylist } from "./player.js";

/** The levels that VHS's playlists are of; those that differ in their address alone are one. */
export class Ladder {
  readonly levels: readonly Level[];
  /** By level. VHS makes a playlist anew whenever it reads it, and keeps its id. */
  private readonly ids: readonly (readonly string[])[];

  constructor(playlists: readonly VhsPlaylist[]) {
    const groups = new Map<string, VhsPlaylist[]>();
    for (const playlist of playlists) {
      const key = JSON.stringify(levelOf(playlist));
      groups.set(key, [...(groups.get(key) ?? []), playlist]);
    }
    const byBitrate = Array.from(groups.values()).sort(
      ([a], [b]) => levelOf(a!).bitrate - levelOf(b!).bitrate || bandwidth(a!) - bandwidth(b!),
    );
    this.levels = byBitrate.map(([first]) => levelOf(first!));
    this.ids = byBitrate.map((group) => group.map(({ id }) => id));
  }

  indexOf(playlist: VhsPlaylist | null | undefined): number | undefined {
    const index = this.ids.findIndex((group) => playlist && group.includes(playlist.id));
    return index < 0 ? undefined : index;
  }

  /** Of a level, the playlist to play: the one that is playing, or the first that is in use. */
  playlistOf(level: number, { playlists }: Vhs): VhsPlaylist | undefined {
    const playing = playlists.media();
    const usable = playlists.main!.playlists.filter(
      (playlist) => this.ids[level]!.includes(playlist.id) && isUsable(playlist),
    );
    return usable.find(({ id }) => id === playing?.id) ?? usable[0];
  }
}

/** VHS bans what fails until a time of the calendar. */
const isUsable = ({ disabled, excludeUntil }: VhsPlaylist): boolean =>
  !disabled && !(excludeUntil !== undefined && excludeUntil > Date.now());

const bandwidth = ({ attributes }: VhsPlaylist): number => attributes.BANDWIDTH;

function levelOf({ attributes }: VhsPlaylist): Level {
  const average = Number(attributes["AVERAGE-BANDWIDTH"]);
  const { BANDWIDTH: peakBitrate, RESOLUTION: size, CODECS: codec, "FRAME-RATE": frameRate } = attributes;
  return {
    ...(average > 0 ? { bitrate: average, peakBitrate } : { bitrate: peakBitrate }),
    ...(size && { width: size.width, height: size.height }),
    ...(frameRate !== undefined && { frameRate }),
    ...(codec !== undefined && { codec }),
  };
}
