import { meanOfKnown } from "../../metrics/mean.js";
import type { Playback, PlayedStream } from "../../model/playback.js";
import type { LevelFilesSettings, SessionSettings, StartupSettings } from "../../model/settings/index.js";
import type { Bits } from "../../units.js";

/**
 * What a profile loads beside segments, in the sizes that a stream has it in: the first manifest that was asked for, the
 * mean of the others, which are playlists, and the mean of the initialisation segments.
 */
export function withFilesOf(
  { requests }: Playback,
  { initSizes }: PlayedStream,
  settings: SessionSettings,
): SessionSettings {
  const { startup, levelFiles } = settings.player;
  const [manifest, ...playlists] = requests
    .filter(({ what }) => what.kind === "manifest")
    .map(({ size }) => size);
  return {
    ...settings,
    player: {
      ...settings.player,
      ...(startup && manifest !== undefined && { startup: withManifest(startup, manifest) }),
      ...(levelFiles && {
        levelFiles: withSizes(levelFiles, meanOfKnown(playlists), meanOfKnown(initSizes)),
      }),
    },
  };
}

function withManifest(startup: StartupSettings, size: Bits): StartupSettings {
  const stages = startup.stages.map((stage) =>
    "size" in stage && stage.name === "manifest" ? { ...stage, size } : stage,
  );
  return { ...startup, stages };
}

function withSizes(
  { playlist, init }: LevelFilesSettings,
  playlistSize: Bits | undefined,
  initSize: Bits | undefined,
): LevelFilesSettings {
  return {
    ...(playlist && { playlist: { ...playlist, size: playlistSize ?? playlist.size } }),
    ...(init && { init: { ...init, size: initSize ?? init.size } }),
  };
}
