import type { Video } from "../../model/video.js";
import type { Seconds } from "../../units.js";
import { attributes } from "../xml.js";
import { headerFile, TIMESCALE } from "./header-file.js";
import {
  audioTracks,
  levelTracks,
  type ManifestFile,
  type ManifestForm,
  type Track,
} from "./manifest-files.js";

/** How a representation tells of its segments, and the files that this takes beside the manifest. */
interface Addressing {
  readonly profile: string;
  /**
   * Lines within the Representation.
   *
   * @param period how long the whole presentation is
   */
  lines(track: Track, period: Seconds): readonly string[];
  files(track: Track): readonly ManifestFile[];
}

/**
 * In the form of document 000: one file a representation, with an index of its segments at its beginning (ISO/IEC
 * 23009-1, SegmentBase; ISO/IEC 14496-12, sidx). The files that are written are such beginnings, without the media.
 */
const onDemand: Addressing = {
  profile: "urn:mpeg:dash:profile:isoff-on-demand:2011",
  lines(track) {
    const { indexRange, initRange } = headerFile(track);
    return [
      `<BaseURL>${fileOf(track)}</BaseURL>`,
      `<SegmentBase ${attributes({ indexRange })}>`,
      `  <Initialization ${attributes({ range: initRange })}/>`,
      "</SegmentBase>",
    ];
  },
  files: (track) => [{ name: fileOf(track), content: headerFile(track).bytes }],
};

/** One file a representation, whose byte ranges the manifest lists (SegmentList). */
const list: Addressing = {
  profile: "urn:mpeg:dash:profile:isoff-main:2011",
  lines(track, period) {
    const { bytes, durations } = track;
    const duration = evenDuration(durations, period);
    let offset = 0;
    const urls = bytes.map((length) => {
      const mediaRange = `${offset}-${offset + length - 1}`;
      offset += length;
      return `  <SegmentURL ${attributes({ mediaRange })}/>`;
    });
    return [
      `<BaseURL>${fileOf(track)}</BaseURL>`,
      `<SegmentList ${attributes({ timescale: TIMESCALE, duration })}>`,
      ...(duration === undefined ? timeline(durations) : []),
      ...urls,
      "</SegmentList>",
    ];
  },
  files: () => [],
};

/**
 * In the form of document 003: a file a segment, by number (SegmentTemplate). The manifest says nothing of sizes: they
 * read back as estimated, by the bitrate, unless the segments are there.
 */
const template: Addressing = {
  profile: "urn:mpeg:dash:profile:isoff-live:2011",
  lines({ id, durations }, period) {
    const duration = evenDuration(durations, period);
    const times = duration === undefined ? timeline(durations) : [];
    const all = attributes({
      timescale: TIMESCALE,
      initialization: `init-${id}.mp4`,
      media: `segment-${id}-$Number$.m4s`,
      startNumber: 1,
      duration,
    });
    return times.length === 0
      ? [`<SegmentTemplate ${all}/>`]
      : [`<SegmentTemplate ${all}>`, ...times, "</SegmentTemplate>"];
  },
  files: () => [],
};

const fileOf = ({ id }: Track) => `${id}.mp4`;
const ticks = (seconds: Seconds) => Math.round(seconds * TIMESCALE);

/**
 * Of all segments but the last, which may be shorter, where they fill the period: then no more needs to be said of their
 * times. Undefined for any others.
 */
function evenDuration(durations: ArrayLike<Seconds>, period: Seconds): number | undefined {
  const all = Array.from(durations, ticks);
  const [first = 0] = all;
  const isEven = all.every((each, at) => each === first || (at === all.length - 1 && each < first));
  return isEven && all.reduce((sum, each) => sum + each, 0) === ticks(period) ? first : undefined;
}

/** The times of segments, runs of equal ones in a line. */
function timeline(durations: ArrayLike<Seconds>): readonly string[] {
  const runs: { d: number; r: number }[] = [];
  for (const d of Array.from(durations, ticks)) {
    const last = runs.at(-1);
    if (last?.d === d) last.r++;
    else runs.push({ d, r: 0 });
  }
  const lines = runs.map(({ d, r }) => `    <S ${attributes({ d, r: r > 0 ? r : undefined })}/>`);
  return ["  <SegmentTimeline>", ...lines, "  </SegmentTimeline>"];
}

/** A static MPD of one period (ISO/IEC 23009-1). */
function mpd(video: Video, addressing: Addressing): string {
  const duration = isoDuration(video.duration);
  const representation = (track: Track, of: Readonly<Record<string, string | number | undefined>>) => [
    `<Representation ${attributes({ id: track.id, bandwidth: track.bitrate, ...of })}>`,
    ...indented(addressing.lines(track, video.duration)),
    "</Representation>",
  ];
  const levels = levelTracks(video).flatMap((track) => {
    const { width, height, frameRate, codec } = track.level;
    return representation(track, { codecs: codec, width, height, frameRate });
  });
  const audio = audioTracks(video).flatMap((track) => {
    const { name, language, codec, channels } = track.audio;
    return [
      `<AdaptationSet ${attributes({ contentType: "audio", mimeType: "audio/mp4", lang: language })}>`,
      ...indented([`<Label>${name.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</Label>`]),
      ...(channels === undefined ? [] : indented([channelsElement(channels)])),
      ...indented(representation(track, { codecs: codec })),
      "</AdaptationSet>",
    ];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<MPD ${attributes({
      xmlns: "urn:mpeg:dash:schema:mpd:2011",
      type: "static",
      mediaPresentationDuration: duration,
      minBufferTime: isoDuration(video.segmentDuration),
      profiles: addressing.profile,
    })}>`,
    `  <Period ${attributes({ id: "0", duration })}>`,
    `    <AdaptationSet ${attributes({ contentType: "video", mimeType: "video/mp4", segmentAlignment: "true" })}>`,
    ...indented(levels, "      "),
    "    </AdaptationSet>",
    ...indented(audio, "    "),
    "  </Period>",
    "</MPD>",
    "",
  ].join("\n");
}

const channelsElement = (value: number) =>
  `<AudioChannelConfiguration ${attributes({
    schemeIdUri: "urn:mpeg:dash:23003:3:audio_channel_configuration:2011",
    value,
  })}/>`;

const indented = (lines: readonly string[], by = "  ") => lines.map((line) => by + line);
/** ISO 8601: PT600.5S */
const isoDuration = (seconds: Seconds) => `PT${Number(seconds.toFixed(6))}S`;

const form = (name: string, holds: string, addressing: Addressing): ManifestForm => ({
  name,
  holds,
  write: (video) => [
    { name: "manifest.mpd", content: mpd(video, addressing) },
    ...[...levelTracks(video), ...audioTracks(video)].flatMap((track) => addressing.files(track)),
  ],
});

export const dashOnDemand = form(
  "dash",
  "levels, durations, audio tracks; sizes in an index at the beginning of each file",
  onDemand,
);
export const dashList = form("dash-list", "the same; sizes as byte ranges in the manifest", list);
export const dashTemplate = form("dash-template", "the same, without sizes", template);
