import type { AudioTrack } from "../../../model/video.js";
import { audioCodecOf } from "../codecs.js";
import { audioTrack } from "../listed-audio.js";
import { checkLevels } from "../listed-levels.js";
import { joined, type SizedSegments } from "../listed-segments.js";
import { levelLeftOut } from "../notes.js";
import { type AdaptationSet, inherited, type Representation } from "./representations.js";
import type { XmlElement } from "./xml.js";

/**
 * An audio track for each representation of sound of the first period, over all periods, under the Label of its set where
 * it is alone in it, else its id. One that is not in all of them,
 * by its id, is left out.
 *
 * @param periods the adaptation sets of each
 */
export async function audioTracksOf(
  periods: readonly (readonly AdaptationSet[])[],
  segmentsOf: (representation: Representation) => Promise<SizedSegments>,
  note: (text: string) => void,
): Promise<readonly AudioTrack[]> {
  const sounds = periods.map((sets) =>
    sets.filter(({ kind }) => kind === "audio").flatMap(({ representations }) => representations),
  );
  checkLevels(sounds[0]?.length ?? 0, sounds[0]?.[0]?.element.where() ?? "");
  const byId = sounds.map((all) => new Map(all.map((each) => [each.id, each])));
  const tracks: AudioTrack[] = [];
  for (const representation of sounds[0] ?? []) {
    const { id, context, codecs, bandwidth, element } = representation;
    const parts = byId.map((sound, period) => (period === 0 ? representation : sound.get(id)));
    if (parts.includes(undefined)) {
      note(levelLeftOut(`audio ${id} at ${element.where()}`, "which is not in all periods"));
      continue;
    }
    const segments: SizedSegments[] = [];
    for (const part of parts) segments.push(await segmentsOf(part!));
    const track = {
      name: labelOf(representation, sounds[0]!) ?? id,
      language: inherited(context, "lang"),
      codec: audioCodecOf(codecs),
      channels: channelsOf(context),
      bitrate: bandwidth,
    };
    tracks.push(audioTrack(track, joined(segments), tracks));
  }
  return tracks;
}

/** What a set calls itself that has no other representation. */
function labelOf({ context }: Representation, all: readonly Representation[]): string | undefined {
  const [, set] = context;
  const isAlone = all.filter((other) => other.context[1] === set).length === 1;
  return (isAlone && set?.child("Label")?.content) || undefined;
}

/**
 * Channels by ISO/IEC 23001-8's channel configurations, the numbers up to 6 being counts; of Dolby's scheme, whose values
 * are sets of loudspeakers, none.
 */
function channelsOf(context: readonly XmlElement[]): number | undefined {
  const said = context.flatMap((element) => element.child("AudioChannelConfiguration") ?? [])[0];
  const isMpeg = /ChannelConfiguration$|23003:3:audio_channel_configuration:2011$/.test(
    said?.text("schemeIdUri") ?? "",
  );
  const value = isMpeg ? Number(said?.text("value")) : Number.NaN;
  return Number.isInteger(value) && value >= 1 && value <= 7 ? (value === 7 ? 8 : value) : undefined;
}
