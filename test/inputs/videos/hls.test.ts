import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import { hls } from "../../../src/inputs/videos/hls.js";
import { inputErrorOf } from "../input-error.js";
import { mangled } from "../mangled.js";
import { type Beside, linkedTo } from "./linked.js";

/** Three segments; a tag before each, where there is one. */
const media = (...tags: readonly string[]) => `#EXTM3U
#EXT-X-VERSION:6
#EXT-X-TARGETDURATION:4

#EXTINF:4.000000,
${tags[0] ?? "# first"}
seg0.ts
#EXTINF:4.000000,
${tags[1] ?? "# second"}
seg1.ts
#EXTINF:2.500000,
${tags[2] ?? "# third"}
seg2.ts
#EXT-X-ENDLIST
`;

/** In the form that documents write playlists in. */
const MASTER = `#EXTM3U
#EXT-X-VERSION:6

#EXT-X-STREAM-INF:BANDWIDTH=2400000,AVERAGE-BANDWIDTH=2000000,RESOLUTION=1280x720,CODECS="avc1.64001f,mp4a.40.2",FRAME-RATE=29.97,AUDIO="aac"
high/index.m3u8

#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=640x360,CODECS="avc1.4d401e,mp4a.40.2",FRAME-RATE=30,AUDIO="aac"
low/index.m3u8

#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="English",LANGUAGE="en",URI="https://cdn.example/en.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac",NAME="English",LANGUAGE="en",CHANNELS="6",URI="sound/index.m3u8"
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=90000,URI="frames.m3u8"
`;
const BESIDE = {
  "high/index.m3u8": media(),
  "low/index.m3u8": media(),
  "sound/index.m3u8": "#EXTM3U\n#EXTINF:5,\na.aac\n#EXTINF:5.5,\nb.aac\n#EXT-X-ENDLIST\n",
};

async function read(text: string, beside: Beside = {}) {
  const notes: string[] = [];
  const file = {
    text,
    where: "a.m3u8",
    name: "a",
    linked: linkedTo(beside),
    note: (sentence: string) => void notes.push(sentence),
  };
  return { video: await hls.read(file), notes };
}
const bits = ({ sizes }: { readonly sizes: readonly Float64Array[] }) => sizes.map((row) => [...row]);
const bytes = (video: { readonly sizes: readonly Float64Array[] }) =>
  bits(video).map((row) => row.map((each) => each / 8));

it("knows a playlist by its first line", () => {
  expect(hls.detect(MASTER)).toBe(true);
  expect(hls.detect("\ufeff\n#EXTM3U\n")).toBe(true);
  expect(hls.detect("# EXTM3U\n")).toBe(false);
});

it("reads variants by rising bitrate: the average where it is said, else the peak", async () => {
  const { video } = await read(MASTER, BESIDE);
  expect(video.levels).toEqual([
    { bitrate: 900_000, width: 640, height: 360, frameRate: 30, codec: "avc1.4d401e" },
    { bitrate: 2e6, peakBitrate: 2.4e6, width: 1280, height: 720, frameRate: 29.97, codec: "avc1.64001f" },
  ]);
  expect([...video.durations]).toEqual([4, 4, 2.5]);
  expect(video.segmentDuration).toBe(4);
  expect(bits(video)).toEqual([
    [3.6e6, 8e6],
    [3.6e6, 8e6],
    [2.25e6, 5e6],
  ]);
  expect(video.sizesAre).toBe("estimated");
});

it("takes the sizes of segments that lie beside each playlist", async () => {
  const { video, notes } = await read(MASTER, { ...BESIDE, "low/seg1.ts": 77, "high/seg1.ts": 99 });
  expect(bytes(video)[1]).toEqual([77, 99]);
  expect(video.sizesAre).toEqual([
    ["estimated", "estimated"],
    ["exact", "exact"],
    ["estimated", "estimated"],
  ]);
  expect(notes.at(-1)).toMatch(/^4 of 6 segment sizes are estimated/);
});

describe("a playlist without variants", () => {
  it("is one level: its sizes are those of byte ranges, at its mean bitrate", async () => {
    const tags = ["#EXT-X-BYTERANGE:1000@0", "#EXT-X-BYTERANGE:3000", "#EXT-X-BYTERANGE:1250@9000"];
    const { video, notes } = await read(media(...tags));
    expect(bytes(video)).toEqual([[1000], [3000], [1250]]);
    expect(video.sizesAre).toBe("exact");
    expect(video.levels).toEqual([{ bitrate: 4000 }]);
    expect(notes).toEqual([]);
  });

  it("has the bitrates of EXT-X-BITRATE for all segments up to the next, but not for byte ranges", async () => {
    const tags = ["#EXT-X-BITRATE:800", "#EXT-X-BYTERANGE:1000@0", "#EXT-X-BITRATE:400"];
    const { video } = await read(media(...tags));
    expect(bits(video)).toEqual([[3.2e6], [8000], [1e6]]);
    expect(video.sizesAre).toEqual([["estimated"], ["exact"], ["estimated"]]);
    expect(bits((await read(media("#EXT-X-BITRATE:800"))).video)).toEqual([[3.2e6], [3.2e6], [2e6]]);
  });

  it("leaves out what EXT-X-MAP names", async () => {
    const map = '#EXT-X-MAP:URI="seg0.ts",BYTERANGE="900@0"\n#EXT-X-BYTERANGE:1000@900';
    expect(bytes((await read(media(map, "#EXT-X-BYTERANGE:1", "#EXT-X-BYTERANGE:2"))).video)).toEqual([
      [1000],
      [1],
      [2],
    ]);
  });

  it("cannot be read where nothing tells a size", async () => {
    const { problem } = await inputErrorOf(read(media(), { "seg0.ts": 10 }));
    expect(problem.where).toBe("a.m3u8:1");
    expect(problem.hint).toContain("multivariant");
  });

  it("that may go on is read as far as it goes", async () => {
    const live = media("#EXT-X-BITRATE:8").replace("#EXT-X-ENDLIST", "");
    expect((await read(live)).notes[0]).toContain("a.m3u8 may go on");
  });

  it("may have titles in any script, Windows line ends, and times in any form", async () => {
    const text =
      '#EXTM3U\r\n#EXT-X-BITRATE:8\r\n#EXTINF:4,日本, "x"\r\nb c.ts?x=1#y\r\n#EXTINF:3\r\nd.ts\r\n';
    expect([...(await read(text)).video.durations]).toEqual([4, 3]);
  });
});

it("prefers byte ranges to EXT-X-BITRATE, and that to what the variant says", async () => {
  const beside = {
    ...BESIDE,
    "low/index.m3u8": media("#EXT-X-BYTERANGE:500@0", "#EXT-X-BITRATE:100"),
    "low/seg0.ts": 9999,
  };
  const { video } = await read(MASTER, beside);
  expect(bits(video).map(([low]) => low)).toEqual([4000, 400_000, 250_000]);
});

describe("sound", () => {
  it("is an audio track where its sizes are known", async () => {
    const { video } = await read(MASTER, { ...BESIDE, "sound/a.aac": 5000, "sound/b.aac": 5500 });
    expect(video.audio).toEqual([
      {
        name: "English",
        language: "en",
        codec: "mp4a.40.2",
        channels: 6,
        bitrate: 8000,
        durations: Float64Array.of(5, 5.5),
        sizes: Float64Array.of(40_000, 44_000),
        sizesAre: "exact",
      },
    ]);
  });

  it("is left out where they are not, and told of", async () => {
    const { video, notes } = await read(MASTER, { ...BESIDE, "sound/a.aac": 5000 });
    expect(video).not.toHaveProperty("audio");
    expect(notes).toContain(
      "left out: audio English, whose sizes nothing tells; variants' bitrates include it",
    );
  });

  it("has names of its own, and each playlist once", async () => {
    const more =
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="hi",NAME="English",URI="sound/hi.m3u8"\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="x",NAME="Again",URI="sound/hi.m3u8"\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="y",NAME="Muxed"\n';
    const beside = {
      ...BESIDE,
      "sound/hi.m3u8": media("#EXT-X-BITRATE:96"),
      "sound/a.aac": 1,
      "sound/b.aac": 1,
    };
    const { video } = await read(MASTER + more, beside);
    expect(video.audio!.map(({ name }) => name)).toEqual(["English", "English-2"]);
    expect(video.audio![1]!.bitrate).toBe(96_000);
  });

  it("alone is no variant", async () => {
    const { video, notes } = await read(
      `${MASTER}#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS="mp4a.40.2"\nsound/index.m3u8\n`,
      BESIDE,
    );
    expect(video.levels).toHaveLength(2);
    expect(notes[0]).toBe("left out: a.m3u8:13, a variant of sound alone (mp4a.40.2)");
  });
});

describe("of variants", () => {
  const master = (...variants: readonly string[]) =>
    `#EXTM3U\n${variants.map((each) => `#EXT-X-STREAM-INF:${each}\n`).join("")}`;
  const all = { "a.ts.m3u8": media(), "b.ts.m3u8": media(), "c.ts.m3u8": media() };
  const kbps = async (text: string) => {
    const { video, notes } = await read(text, all);
    return { kbps: video.levels.map(({ bitrate }) => bitrate / 1000), notes: notes.slice(0, -1) };
  };

  it("those of one playlist are one, of the lowest bitrate", async () => {
    const text = master(
      "BANDWIDTH=1128000\na.ts.m3u8",
      "BANDWIDTH=1064000\na.ts.m3u8",
      "BANDWIDTH=2000000\nb.ts.m3u8",
    );
    expect(await kbps(text)).toEqual({ kbps: [1064, 2000], notes: [] });
  });

  it("redundant ones are left out, even if their playlists are on other hosts", async () => {
    const text = master("BANDWIDTH=1000\na.ts.m3u8", "BANDWIDTH=1000\nhttps://backup.example/a.m3u8");
    expect(await kbps(text)).toEqual({
      kbps: [1],
      notes: ["left out: a.m3u8:4 (1 kbps), of the same bitrate as a.m3u8:2"],
    });
  });

  it("those of the family of codecs that has most are taken", async () => {
    const text = master(
      'BANDWIDTH=3000,CODECS="hvc1.2.4"\nc.ts.m3u8',
      'BANDWIDTH=1000,CODECS="avc1.4d,mp4a.40.2"\na.ts.m3u8',
      'BANDWIDTH=2000,CODECS="mp4a.40.2,avc3.4d"\nb.ts.m3u8',
    );
    expect(await kbps(text)).toEqual({
      kbps: [1, 2],
      notes: ["left out: a.m3u8:2 (3 kbps), HEVC in a ladder of AVC"],
    });
  });

  it("durations are the lowest level's where encoders rounded differently", async () => {
    const beside = {
      "a.ts.m3u8": media(),
      "b.ts.m3u8": media().replace("2.500000", "2.533333").replace("4.0", "3.96"),
    };
    const text = master("BANDWIDTH=2000\na.ts.m3u8", "BANDWIDTH=1000\nb.ts.m3u8");
    expect([...(await read(text, beside)).video.durations]).toEqual([3.96, 4, 2.533333]);
  });

  it.each([
    [
      "fewer segments",
      media().slice(0, media().indexOf("#EXTINF:2.5")),
      "3 segments of 10.5 s, as a.ts.m3u8 has",
      "2 of 8 s",
    ],
    ["a segment cut elsewhere", media().replace("4.0", "6.0"), "4 s for segment 0, as a.ts.m3u8 has", "6 s"],
  ])("one with %s is refused, naming its playlist", async (_, other, expected, received) => {
    const text = master("BANDWIDTH=1000\na.ts.m3u8", "BANDWIDTH=2000\nb.ts.m3u8");
    const { problem } = await inputErrorOf(read(text, { "a.ts.m3u8": media(), "b.ts.m3u8": other }));
    expect(problem).toMatchObject({ where: "b.ts.m3u8", expected, received });
  });
});

describe("refuses, with its line,", () => {
  const variant = "#EXT-X-STREAM-INF:BANDWIDTH=1000";
  it.each([
    ["another first line", "#EXTINF:4,\nx.ts\n", "a.m3u8:1"],
    ["a variant without bandwidth", '#EXTM3U\n#EXT-X-STREAM-INF:CODECS="avc1"\nx\n', "a.m3u8:2, BANDWIDTH"],
    ["a bandwidth in words", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=fast\nx\n", "a.m3u8:2, BANDWIDTH"],
    ["a peak below the average", `#EXTM3U\n${variant},AVERAGE-BANDWIDTH=2000\nx\n`, "a.m3u8:2, BANDWIDTH"],
    ["a resolution of one number", `#EXTM3U\n${variant},RESOLUTION=720p\nx\n`, "a.m3u8:2, RESOLUTION"],
    ["a quote that is not closed", `#EXTM3U\n${variant},CODECS="avc1\nx\n`, "a.m3u8:2"],
    ["a variant without address", `#EXTM3U\n${variant}\n${variant}\nx\n`, "a.m3u8:2"],
    ["no variants", "#EXTM3U\n#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1\n", "a.m3u8:1"],
    ["a playlist that is not here", `#EXTM3U\n${variant}\nhttps://cdn.example/x.m3u8\n`, "a.m3u8:2"],
    ["no segments", "#EXTM3U\n", "a.m3u8:1"],
    ["a segment without duration", "#EXTM3U\n#EXT-X-BITRATE:1\nx.ts\n", "a.m3u8:3"],
    ["a duration of 0", "#EXTM3U\n#EXTINF:0,\nx.ts\n", "a.m3u8:2"],
    ["a duration in words", "#EXTM3U\n#EXTINF:four,\nx.ts\n", "a.m3u8:2"],
    ["a byte range of 0", "#EXTM3U\n#EXTINF:4,\n#EXT-X-BYTERANGE:0@0\nx.ts\n", "a.m3u8:3"],
    ["a bitrate of no number", "#EXTM3U\n#EXT-X-BITRATE:\n#EXTINF:4,\nx.ts\n", "a.m3u8:2"],
    ["key pictures alone", "#EXTM3U\n#EXT-X-I-FRAMES-ONLY\n#EXTINF:4,\nx.ts\n", "a.m3u8:2"],
  ])("%s", async (_, text, where) => {
    expect((await inputErrorOf(read(text))).problem.where).toBe(where);
  });

  it("an empty segment", async () => {
    expect((await inputErrorOf(read(media(), { "seg0.ts": 0 }))).problem.received).toBe(
      "seg0.ts, an empty file",
    );
  });

  it("a playlist that names itself", async () => {
    const text = `#EXTM3U\n${variant}\na.m3u8\n`;
    const { problem } = await inputErrorOf(read(text, { "a.m3u8": text }));
    expect(problem).toMatchObject({ where: "a.m3u8:2", received: "a playlist of playlists" });
  });
});

it("reads mangled text as a sound video or refuses it", async () => {
  const parts: fc.Arbitrary<readonly [string, string]> = fc.oneof(
    fc.tuple(mangled(MASTER), fc.constant(media())),
    fc.tuple(fc.constant(MASTER), mangled(media("#EXT-X-BITRATE:800", "#EXT-X-BYTERANGE:1000@7"))),
  );
  await fc.assert(
    fc.asyncProperty(parts, async ([master, low]) => {
      try {
        const { video } = await read(master, { ...BESIDE, "low/index.m3u8": low });
        expect(video.durations.every((seconds) => seconds > 0)).toBe(true);
        expect(
          bits(video)
            .flat()
            .every((each) => each > 0 && Number.isFinite(each)),
        ).toBe(true);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        expect(error.problem.where).toMatch(/^(a|low\/index|high\/index)\.m3u8/);
      }
    }),
    { numRuns: 500 },
  );
});
