import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { ffmpegPath } from "../harness/programs.js";

/** Seconds of the film: 180 pictures at 25 a second, in segments of 2 s. */
export const FILM_S = 7.2;

/** A film with sound, small and noisy; as many frames as a segment has between keyframes, and none elsewhere. */
const SOURCE = [
  ...["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25", "-f", "lavfi", "-i", "sine=frequency=440"],
  ...["-t", String(FILM_S)],
];
const CODING = [
  ...["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-bf", "2"],
  ...["-g", "50", "-keyint_min", "50", "-sc_threshold", "0", "-c:a", "aac", "-b:a", "64k"],
];
const LEVELS = [
  ...["-map", "0:v", "-map", "0:v"],
  ...["-b:v:0", "200k", "-maxrate:v:0", "250k", "-bufsize:v:0", "400k", "-s:v:0", "160x90"],
  ...["-b:v:1", "500k", "-maxrate:v:1", "600k", "-bufsize:v:1", "1000k"],
];
const SOUND = ["-map", "1:a"];

const HLS = ["-f", "hls", "-hls_time", "2", "-hls_playlist_type", "vod", "-master_pl_name", "master.m3u8"];
const APART = ["-var_stream_map", "v:0,agroup:a v:1,agroup:a a:0,agroup:a,language:en"];
const IN_FILES = (ending: string) => ["-hls_segment_filename", `%v/seg%d.${ending}`, "%v/index.m3u8"];
const ALONE = ["-var_stream_map", "v:0 v:1", "-hls_flags", "single_file", "%v/index.m3u8"];
const FMP4 = ["-hls_segment_type", "fmp4"];

const dash = (template: boolean, timeline: boolean, ...more: readonly string[]) => [
  ...SOUND,
  ...["-f", "dash", "-seg_duration", "2", "-adaptation_sets", "id=0,streams=v id=1,streams=a"],
  ...["-use_template", template ? "1" : "0", "-use_timeline", timeline ? "1" : "0", ...more, "stream.mpd"],
];

/** Ways of packaging the film, each as the arguments for ffmpeg after its levels. */
export const FORMS = {
  "HLS, files of TS": [...SOUND, ...HLS, ...APART, ...IN_FILES("ts")],
  "HLS, files of MP4": [...SOUND, ...HLS, ...FMP4, ...APART, ...IN_FILES("m4s")],
  "HLS, byte ranges of TS": [...HLS, ...ALONE],
  "HLS, byte ranges of MP4": [...HLS, ...FMP4, ...ALONE],
  "DASH, a template of equal durations": dash(true, false),
  "DASH, a template with a timeline": dash(true, true),
  "DASH, lists of byte ranges": dash(false, false, "-single_file", "1"),
  "DASH, lists of byte ranges with an index of all": dash(
    false,
    false,
    "-single_file",
    "1",
    "-global_sidx",
    "1",
  ),
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Makes the film in one of the forms, in a folder that is made for it. */
export function encode(form: keyof typeof FORMS, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const quiet = ["-hide_banner", "-loglevel", "error", "-nostdin", "-y"];
  execFileSync(ffmpegPath(), [...quiet, ...SOURCE, ...LEVELS, ...CODING, ...FORMS[form]], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
  });
}
