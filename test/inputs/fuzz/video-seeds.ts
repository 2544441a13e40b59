import { type Video, videoFromSegments } from "../../../src/model/video.js";
import { MANIFEST_FORMS } from "../../../src/report/manifests/index.js";
import type { Beside } from "../videos/linked.js";

const SEGMENTS = 12;
const BITRATES_KBPS = [300, 750, 1200, 4300];
const KEYS = Array.from({ length: SEGMENTS }, (_, segment) => segment);
const bytes = (segment: number, kbps: number): number => kbps * 500 + ((segment * 7919) % 1000);

export const LADDER = `name: two
segmentSeconds: 4
durationSeconds: 602.5
firstSegments: { seconds: 2, count: 4 }
levels:
  - { bitrateKbps: 600, name: 360p, width: 640, height: 360, frameRate: 24, codec: avc1.64001e }
  - { bitrateKbps: 2000, peakBitrateKbps: 3000 }
sizes: { seed: 1, variation: 0.2, correlation: 0.5, levelShare: 0.125 }
`;

export const MEASURED = `name: two
segmentSeconds: 4
durationsSeconds: [4, 2.5]
levels:
  - { bitrateKbps: 600, width: 640, height: 360 }
  - { bitrateKbps: 2000, peakBitrateKbps: 3000 }
sizesBits:
  - [2400000, 7900104]
  - [1500800, 5000960]
sizesEstimated: [[0, 1], [0, 0]]
quality:
  vmaf: [[61, 88], [60, 90]]
audio:
  - name: english
    language: en
    bitrateKbps: 128
    durationsSeconds: [5, 1.5]
    sizesBits: [640000, 192000]
`;

export const MEASURED_JSON = JSON.stringify({
  segmentSeconds: 4,
  durationsSeconds: KEYS.map(() => 4),
  levels: BITRATES_KBPS.map((bitrateKbps) => ({ bitrateKbps })),
  sizesBits: KEYS.map((segment) => BITRATES_KBPS.map((kbps) => 8 * bytes(segment, kbps))),
});

export const SABRE = JSON.stringify(
  {
    segment_duration_ms: 4000,
    bitrates_kbps: BITRATES_KBPS,
    segment_sizes_bits: KEYS.map((segment) => BITRATES_KBPS.map((kbps) => 8 * bytes(segment, kbps))),
  },
  null,
  1,
);

export const SIZES = KEYS.map((segment) => `${bytes(segment, 300)}\n`).join("");

const video: Video = videoFromSegments({
  name: "film",
  levels: BITRATES_KBPS.map((kbps) => ({ bitrate: kbps * 1000, width: kbps, height: kbps, frameRate: 25 })),
  segmentDuration: 4,
  durations: new Float64Array(SEGMENTS).fill(4),
  sizes: KEYS.map((segment) => Float64Array.from(BITRATES_KBPS, (kbps) => 8 * bytes(segment, kbps))),
  sizesAre: "exact",
  audio: [
    {
      name: "en",
      bitrate: 128_000,
      durations: new Float64Array(10).fill(5),
      sizes: new Float64Array(10).fill(640_000),
      sizesAre: "exact",
    },
  ],
});

/** A manifest of each form that abrsim writes, with the files beside it. */
export const MANIFESTS: readonly { readonly form: string; readonly files: Beside; readonly main: string }[] =
  MANIFEST_FORMS.map((form) => {
    const files = form.write(video);
    return {
      form: form.name,
      main: files[0]!.name,
      files: Object.fromEntries(files.map(({ name, content }) => [name, content])),
    };
  });

export const MPD = `<?xml version="1.0" encoding="UTF-8"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT1M20S">
  <!-- two periods -->
  <BaseURL>https://cdn.example/film/</BaseURL>
  <Period id="0" duration="PT40S">
    <AdaptationSet mimeType="video/mp4" codecs="avc1.64001f" frameRate="30000/1001">
      <SegmentTemplate timescale="90000" media="$RepresentationID$/$Number%05d$.m4s" startNumber="1">
        <SegmentTimeline><S t="0" d="360000" r="8"/><S d="180000" r="1"/></SegmentTimeline>
      </SegmentTemplate>
      <Representation id="low" bandwidth="800000" width="640" height="360"/>
      <Representation id="high" bandwidth="2000000" width="1280" height="720"/>
    </AdaptationSet>
    <AdaptationSet mimeType="audio/mp4" codecs="mp4a.40.2" lang="en">
      <Representation id="en" bandwidth="128000">
        <SegmentTemplate media="en-$Time$.m4s" duration="5"/>
      </Representation>
    </AdaptationSet>
  </Period>
  <Period start="PT40S">
    <AdaptationSet mimeType="video/mp4">
      <SegmentTemplate media="b/$Bandwidth$/$Time$.m4s" timescale="1000" duration="4000" endNumber="10"/>
      <Representation id="low" bandwidth="800000" width="640" height="360"/>
      <Representation id="high" bandwidth="2000000" width="1280" height="720"/>
    </AdaptationSet>
    <AdaptationSet mimeType="audio/mp4" lang="en">
      <Representation id="en" bandwidth="128000"><SegmentTemplate media="en-$Number$.m4s" duration="5"/></Representation>
    </AdaptationSet>
  </Period>
</MPD>
`;

export const MULTIVARIANT = `#EXTM3U
#EXT-X-VERSION:6
#EXT-X-STREAM-INF:BANDWIDTH=2400000,AVERAGE-BANDWIDTH=2000000,RESOLUTION=1280x720,CODECS="avc1.64001f,mp4a.40.2",FRAME-RATE=29.97,AUDIO="aac"
high.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=640x360,CODECS="avc1.4d401e,mp4a.40.2",FRAME-RATE=30,AUDIO="aac"
low.m3u8
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac",NAME="English",LANGUAGE="en",CHANNELS="6",URI="sound.m3u8"
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=90000,URI="frames.m3u8"
`;

export const PLAYLIST = `#EXTM3U
#EXT-X-TARGETDURATION:4
#EXT-X-MAP:URI="init.mp4"
${KEYS.map((segment) => `#EXT-X-BITRATE:${900 + segment}\n#EXTINF:4.0,\nseg${segment}.ts`).join("\n")}
#EXT-X-ENDLIST
`;

export const NAMES = [
  ...KEYS.map((segment) => `360p/seg-${segment}.ts`),
  ...KEYS.map((segment) => `720p/seg-${segment}.ts`),
].join("\n");
