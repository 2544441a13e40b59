import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import { dash } from "../../../src/inputs/videos/dash.js";
import { inputErrorOf } from "../input-error.js";
import { mangled } from "../mangled.js";
import { type Beside, linkedTo } from "./linked.js";
import { fragmented, indexOf } from "./mp4/boxes.js";

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A film of 10 s with two levels by a template, in the form that documents write MPDs in. */
const TEMPLATE = `${XML}<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT10S">
  <Period id="0" duration="PT10S">
    <AdaptationSet id="video" mimeType="video/mp4" codecs="hvc1.2.4.L150.B0" frameRate="24000/1001">
      <Representation id="high" bandwidth="2000000" width="1280" height="720">
        <SegmentTemplate timescale="1000" media="high-$Number%03d$.m4s" startNumber="1" duration="4000"/>
      </Representation>
      <Representation id="low" bandwidth="800000" width="640" height="360">
        <SegmentTemplate timescale="1000" media="low-$Number$.m4s" duration="4000"/>
      </Representation>
    </AdaptationSet>
    <AdaptationSet id="sound" mimeType="audio/mp4" codecs="ec-3" lang="en">
      <AudioChannelConfiguration schemeIdUri="urn:mpeg:mpegB:cicp:ChannelConfiguration" value="6"/>
      <Representation id="eng" bandwidth="448000">
        <SegmentTemplate media="eng-$Number$.m4s" duration="5"/>
      </Representation>
    </AdaptationSet>
    <AdaptationSet mimeType="text/vtt" lang="en">
      <Representation id="sub"><BaseURL>subtitles/eng.vtt</BaseURL></Representation>
    </AdaptationSet>
  </Period>
</MPD>
`;

/** An MPD of one period with one adaptation set of video. */
const mpd = (representations: string, attributes = 'mediaPresentationDuration="PT10S"') =>
  `<MPD ${attributes}><Period><AdaptationSet contentType="video">\n${representations}\n</AdaptationSet></Period></MPD>`;
const representation = (inside: string, attributes = 'id="a" bandwidth="1000000"') =>
  `<Representation ${attributes}>${inside}</Representation>`;

async function read(text: string, beside: Beside = {}, segmentSeconds?: number) {
  const notes: string[] = [];
  const note = (sentence: string) => void notes.push(sentence);
  const file = { text, where: "a.mpd", name: "a", linked: linkedTo(beside), segmentSeconds, note };
  return { video: await dash.read(file), notes };
}
const bytes = ({ sizes }: { readonly sizes: readonly Float64Array[] }) =>
  sizes.map((row) => [...row].map((bits) => bits / 8));

it("knows an MPD by its first element", () => {
  expect(dash.detect(TEMPLATE)).toBe(true);
  expect(dash.detect("<!-- made by hand -->\n<dash:MPD/>")).toBe(true);
  expect(dash.detect("<html><MPD/></html>")).toBe(false);
});

it("reads a ladder, by rising bitrate, with the sizes that its bitrates make", async () => {
  const { video, notes } = await read(TEMPLATE);
  expect(video.levels).toEqual([
    {
      name: "low",
      bitrate: 800_000,
      width: 640,
      height: 360,
      frameRate: 24000 / 1001,
      codec: "hvc1.2.4.L150.B0",
    },
    {
      name: "high",
      bitrate: 2e6,
      width: 1280,
      height: 720,
      frameRate: 24000 / 1001,
      codec: "hvc1.2.4.L150.B0",
    },
  ]);
  expect([...video.durations]).toEqual([4, 4, 2]);
  expect(video.segmentDuration).toBe(4);
  expect(bytes(video)).toEqual([
    [400_000, 1e6],
    [400_000, 1e6],
    [200_000, 500_000],
  ]);
  expect(video.sizesAre).toBe("estimated");
  expect(notes).toEqual([expect.stringContaining("all segment sizes are estimated")]);
});

it("makes each representation of sound an audio track, and leaves text out", async () => {
  const { video } = await read(TEMPLATE);
  expect(video.audio).toEqual([
    {
      name: "eng",
      language: "en",
      codec: "ec-3",
      channels: 6,
      bitrate: 448_000,
      durations: Float64Array.of(5, 5),
      sizes: Float64Array.of(2_240_000, 2_240_000),
      sizesAre: "estimated",
    },
  ]);
});

it("calls an audio track by its set's label, where the set has no other", async () => {
  const labelled = TEMPLATE.replace(
    '<Representation id="eng"',
    '<Label>English</Label><Representation id="eng"',
  );
  expect((await read(labelled)).video.audio!.map(({ name }) => name)).toEqual(["English"]);
  const twice = labelled.replace(
    /(<Representation id="eng")([\s\S]*?<\/Representation>)/,
    '$1$2<Representation id="low"$2',
  );
  expect((await read(twice)).video.audio!.map(({ name }) => name)).toEqual(["eng", "low"]);
});

it("takes the sizes of segments that lie beside it, and says of each where it is from", async () => {
  const { video, notes } = await read(TEMPLATE, { "high-001.m4s": 7, "low-3.m4s": 5 });
  expect(bytes(video)).toEqual([
    [400_000, 7],
    [400_000, 1e6],
    [5, 500_000],
  ]);
  expect(video.sizesAre).toEqual([
    ["estimated", "exact"],
    ["estimated", "estimated"],
    ["exact", "estimated"],
  ]);
  expect(notes).toEqual([expect.stringMatching(/^4 of 6 segment sizes are estimated/)]);
});

describe("a SegmentTimeline", () => {
  const timeline = (runs: string, more = "") =>
    mpd(
      representation(
        `<SegmentTemplate timescale="10" ${more} media="$Time$.m4s"><SegmentTimeline>\n${runs}</SegmentTimeline></SegmentTemplate>`,
      ),
    );

  it("gives times and durations, repeated as often as it says", async () => {
    const { video } = await read(timeline('<S t="5" d="30" r="1"/><S d="25"/>'), {
      "5.m4s": 1,
      "35.m4s": 2,
      "65.m4s": 3,
    });
    expect([...video.durations]).toEqual([3, 3, 2.5]);
    expect(bytes(video)).toEqual([[1], [2], [3]]);
  });

  it("fills the time up to the next run, or to the end of the period, where it repeats -1", async () => {
    const { video } = await read(
      timeline('<S t="100" d="20" r="-1"/><S t="140" d="40" r="-1"/>', 'presentationTimeOffset="100"'),
    );
    expect([...video.durations]).toEqual([2, 2, 4, 2]);
  });

  it("is inherited from the adaptation set, as any attribute is", async () => {
    const { video } = await read(
      mpd(
        `<SegmentTemplate timescale="10" media="x"><SegmentTimeline><S d="40"/><S d="60"/></SegmentTimeline></SegmentTemplate>` +
          representation('<SegmentTemplate media="$Number$-$Bandwidth$-$RepresentationID$-$$.m4s"/>'),
      ),
      { "1-1000000-a-$.m4s": 9 },
    );
    expect([...video.durations]).toEqual([4, 6]);
    expect(bytes(video)).toEqual([[9], [750_000]]);
  });

  it.each([
    ["no S", "", "a.mpd:2"],
    ["no duration", "<S/>", "a.mpd:3, S@d"],
    ["a duration of 0", '<S d="0"/>', "a.mpd:3, S@d"],
    ["a run that ends nowhere", '<S d="1" r="-1"/><S d="1"/>', "a.mpd:3, S@t"],
    ["a million million segments", '<S d="1" r="1000000000000"/>', "a.mpd:3, S@r"],
    ["a number in words", '<S d="two"/>', "a.mpd:3, S@d"],
  ])("with %s is refused, with its line", async (_, runs, where) => {
    expect((await inputErrorOf(read(timeline(runs)))).problem.where).toBe(where);
  });
});

describe("a SegmentList", () => {
  const list = (urls: string) =>
    mpd(representation(`<BaseURL>v.mp4</BaseURL><SegmentList duration="4">\n${urls}</SegmentList>`));

  it("gives the exact sizes of byte ranges, and of files", async () => {
    const { video, notes } = await read(
      list(
        '<SegmentURL mediaRange="100-299"/><SegmentURL mediaRange="300-449"/><SegmentURL media="last.m4s"/>',
      ),
      { "last.m4s": 33 },
    );
    expect(bytes(video)).toEqual([[200], [150], [33]]);
    expect([...video.durations]).toEqual([4, 4, 2]);
    expect(video.sizesAre).toBe("exact");
    expect(notes).toEqual([]);
  });

  it.each(["299-100", "100", "a-b", "0-99999999999999999999"])("refuses the range %s", async (range) => {
    const { problem } = await inputErrorOf(read(list(`<SegmentURL mediaRange="${range}"/>`)));
    expect(problem.where).toBe("a.mpd:3, SegmentURL@mediaRange");
  });

  it("without segments, or with fewer times than segments, is refused", async () => {
    expect((await inputErrorOf(read(list("")))).problem.where).toBe("a.mpd:2");
    const short = '<SegmentTimeline><S d="1"/></SegmentTimeline><SegmentURL/><SegmentURL/>';
    expect((await inputErrorOf(read(list(short)))).problem.received).toBe("1");
  });
});

describe("a SegmentBase", () => {
  const file = fragmented({ timescale: 1000, seconds: [4, 4, 2], bytes: [500, 300, 200], index: true });
  const [first, last] = indexOf(file);
  const base = (range = `indexRange="${first}-${last}"`) =>
    mpd(representation(`<BaseURL>v.mp4</BaseURL>\n<SegmentBase ${range}/>`));

  it("leads to the index in the file, which says sizes and durations", async () => {
    const { video } = await read(base(), { "v.mp4": file });
    expect(bytes(video)).toEqual([[500], [300], [200]]);
    expect([...video.durations]).toEqual([4, 4, 2]);
    expect(video.sizesAre).toBe("exact");
  });

  it("without a range lets the file be searched for its index", async () => {
    expect(bytes((await read(base(""), { "v.mp4": file })).video)).toEqual([[500], [300], [200]]);
  });

  it("of a file that is not here needs to be told how long segments are", async () => {
    const { problem } = await inputErrorOf(read(base()));
    expect(problem).toMatchObject({ where: "a.mpd:3", received: 'no file "v.mp4" on this disk' });
    const { video } = await read(base(), {}, 4);
    expect([...video.durations]).toEqual([4, 4, 2]);
    expect(bytes(video)).toEqual([[500_000], [500_000], [250_000]]);
  });

  it("with a range where no index lies is refused", async () => {
    const error = await inputErrorOf(read(base('indexRange="0-20"'), { "v.mp4": file }));
    expect(error.message).toContain("v.mp4, bytes 0-20");
  });
});

describe("periods", () => {
  const period = (kbps: number, attributes: string) =>
    `<Period ${attributes}><AdaptationSet contentType="video"><Representation id="v" bandwidth="${kbps}000"><SegmentTemplate duration="4" media="x"/></Representation></AdaptationSet></Period>`;

  it("of one ladder follow one another; each lasts to the beginning of the next", async () => {
    const { video } = await read(
      `<MPD mediaPresentationDuration="PT19S">${period(800, 'start="PT0S"')}${period(800, 'start="PT10S" duration="PT5S"')}${period(800, "")}</MPD>`,
    );
    expect([...video.durations]).toEqual([4, 4, 2, 4, 1, 4]);
  });

  it("of other ladders are refused, naming the period", async () => {
    const { problem } = await inputErrorOf(
      read(`<MPD>\n${period(800, 'duration="PT8S"')}\n${period(900, 'id="ad" duration="PT8S"')}</MPD>`),
    );
    expect(problem).toMatchObject({ where: "a.mpd:3", received: '900 kbps in period 2 ("ad")' });
  });

  it("that begin before those before them are refused", async () => {
    const { problem } = await inputErrorOf(
      read(`<MPD>${period(800, 'start="PT9S"')}\n${period(800, 'start="PT1S"')}</MPD>`),
    );
    expect(problem.where).toBe("a.mpd:2, Period@start");
  });
});

describe("what is chosen", () => {
  const set = (attributes: string, ...kbps: readonly number[]) =>
    `<AdaptationSet ${attributes}>${kbps.map((each) => `<Representation id="v${each}" bandwidth="${each}000"/>`).join("")}<SegmentTemplate duration="5" media="$Number$"/></AdaptationSet>`;
  const film = (sets: string) => `<MPD mediaPresentationDuration="PT10S"><Period>\n${sets}</Period></MPD>`;
  const kbps = async (text: string) => {
    const { video, notes } = await read(text);
    return { kbps: video.levels.map(({ bitrate }) => bitrate / 1000), notes: notes.slice(0, -1) };
  };

  it("is the adaptation set of most levels, and others are told of", async () => {
    const sets = `${set('codecs="vp09.00"', 700)}\n${set('codecs="avc1.4d"', 400, 900)}`;
    expect(await kbps(film(sets))).toEqual({
      kbps: [400, 900],
      notes: ["left out: a.mpd:2, for the AdaptationSet at a.mpd:3, which has as many levels or more"],
    });
  });

  it("is never a set for fast forward, or of images", async () => {
    const trick = '<EssentialProperty schemeIdUri="http://dashif.org/guidelines/trickmode" value="1"/>';
    const sets = `${set('contentType="video"', 100, 200, 300).replace("><Rep", `>${trick}<Rep`)}${set('contentType="image"', 1, 2)}${set('mimeType="video/mp4"', 500)}`;
    expect((await kbps(film(sets))).kbps).toEqual([500]);
  });

  it("is one family of codecs, and the first of those of one bitrate", async () => {
    const mixed =
      '<AdaptationSet contentType="video"><Representation bandwidth="5000" codecs="hvc1.1"/>\n<Representation bandwidth="6000" codecs="avc1.1"/>\n<Representation bandwidth="9000" codecs="avc3.2"/>\n<Representation bandwidth="6000" codecs="avc1.3"/><SegmentTemplate duration="5" media="x"/></AdaptationSet>';
    expect(await kbps(film(mixed))).toEqual({
      kbps: [6, 9],
      notes: [
        "left out: a.mpd:2 (5 kbps), HEVC in a ladder of AVC",
        "left out: a.mpd:5 (6 kbps), of the same bitrate as a.mpd:3",
      ],
    });
  });
});

it("resolves addresses through each BaseURL", async () => {
  const text = `<MPD mediaPresentationDuration="PT4S"><BaseURL>media/</BaseURL><Period><BaseURL>../film/index.html?x=/</BaseURL><AdaptationSet mimeType="video/mp4"><Representation id="a" bandwidth="1000"><SegmentTemplate duration="4" media="s$Number$.m4s"/></Representation></AdaptationSet></Period></MPD>`;
  expect(bytes((await read(text, { "media/../film/s1.m4s": 44 })).video)).toEqual([[44]]);
  const remote = text.replace("media/<", "https://cdn.example/a/<");
  expect((await read(remote, { "https://cdn.example/film/s1.m4s": 45 })).video.sizes[0]![0]).toBe(360);
});

it("reads a live MPD as far as it lists segments", async () => {
  const live = (inside: string) => mpd(representation(inside), 'type="dynamic"');
  const { video, notes } = await read(
    live('<SegmentTemplate media="x"><SegmentTimeline><S d="2" r="2"/></SegmentTimeline></SegmentTemplate>'),
  );
  expect([...video.durations]).toEqual([2, 2, 2]);
  expect(notes[0]).toBe("a.mpd may go on: it is read as a film of the segments that it lists");
  const { problem } = await inputErrorOf(read(live('<SegmentTemplate media="x" duration="2"/>')));
  expect(problem).toMatchObject({ where: "a.mpd:2, SegmentTemplate@duration" });
  expect(problem.hint).toContain("mediaPresentationDuration");
});

describe("refuses, with its line,", () => {
  const one = '<SegmentTemplate duration="4" media="x"/>';
  it.each([
    ["no period", "<MPD/>", "a.mpd:1"],
    ["no video", "<MPD>\n<Period/></MPD>", "a.mpd:2"],
    ["another document", "<SmoothStreamingMedia/>", "a.mpd:1"],
    ["no bandwidth", mpd(representation(one, "")), "a.mpd:2, Representation@bandwidth"],
    [
      "a bandwidth in words",
      mpd(representation(one, 'bandwidth="fast"')),
      "a.mpd:2, Representation@bandwidth",
    ],
    [
      "a frame rate over 0",
      mpd(representation(one, 'bandwidth="1" frameRate="1/0"')),
      "a.mpd:2, Representation@frameRate",
    ],
    [
      "a duration that is none",
      mpd(representation(one), 'mediaPresentationDuration="10 s"'),
      "a.mpd:1, MPD@mediaPresentationDuration",
    ],
    [
      "a month",
      mpd(representation(one), 'mediaPresentationDuration="P1M"'),
      "a.mpd:1, MPD@mediaPresentationDuration",
    ],
    ["a template of no address", mpd(representation('<SegmentTemplate duration="4"/>')), "a.mpd:2"],
    [
      "a segment for each atom",
      mpd(representation('<SegmentTemplate media="x" duration="1" timescale="4000000000"/>')),
      "a.mpd:2, SegmentTemplate@duration",
    ],
    [
      "segments of less than 1 ms",
      mpd(representation('<SegmentTemplate media="x" duration="1" timescale="2000"/>')),
      "a.mpd:2, segment 0",
    ],
    ["no segments", mpd(representation("")), "a.mpd:2"],
    ["a tag that is not closed", "<MPD>\n<Period>\n</MPD>", "a.mpd:2"],
    ["an attribute without quotes", "<MPD>\n<Period start=1/></MPD>", "a.mpd:2"],
    ["the end in the middle", "<MPD>\n<Period", "a.mpd:2"],
    ["an entity that nobody defines", "<MPD>\n&bomb;</MPD>", "a.mpd:1"],
    ["a document type", `${XML}<!DOCTYPE MPD [<!ENTITY a "aaaaaaaaaa">]><MPD>&a;</MPD>`, "a.mpd:2"],
  ])("%s", async (_, text, where) => {
    expect((await inputErrorOf(read(text))).problem.where).toBe(where);
  });

  it("levels that are not cut at the same places", async () => {
    const level = (kbps: number, seconds: number) =>
      representation(`<SegmentTemplate duration="${seconds}" media="x"/>`, `bandwidth="${kbps}000"`);
    const { problem } = await inputErrorOf(read(mpd(`${level(1, 5)}\n${level(2, 4)}`)));
    expect(problem).toMatchObject({
      where: "a.mpd:3",
      expected: "2 segments of 10 s, as a.mpd:2 has",
      received: "3 of 10 s",
    });
  });
});

it("takes bombs of entities for what they are", async () => {
  const bomb = `<!DOCTYPE MPD [<!ENTITY a "x">${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i} "&a;&a;&a;&a;&a;&a;&a;&a;">`).join("")}]><MPD>&a29;</MPD>`;
  expect((await inputErrorOf(read(bomb))).problem.expected).toBe("XML without a document type");
});

it("reads mangled text as a sound video or refuses it", async () => {
  const text = `${XML}<MPD mediaPresentationDuration="PT10S"><Period><AdaptationSet mimeType="video/mp4" codecs="avc1.4d401f">
<Representation id="a" bandwidth="800000" width="640" height="360" frameRate="25"><SegmentTemplate timescale="10" media="a-$Time$.m4s"><SegmentTimeline>
<S t="0" d="40" r="1"/><S d="20"/></SegmentTimeline></SegmentTemplate></Representation>
<Representation id="b" bandwidth="900000"><BaseURL>b.mp4</BaseURL><SegmentList timescale="1" duration="4"><SegmentURL mediaRange="0-9"/>
<SegmentURL mediaRange="10-19"/><SegmentURL mediaRange="20-29"/></SegmentList></Representation></AdaptationSet></Period></MPD>`;
  await fc.assert(
    fc.asyncProperty(mangled(text), async (spoiled) => {
      try {
        const { video } = await read(spoiled);
        expect(video.durations.every((seconds) => seconds > 0)).toBe(true);
        expect(video.sizes.every((row) => row.every((bits) => bits > 0 && Number.isFinite(bits)))).toBe(true);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        expect(error.problem.where).toMatch(/^a\.mpd:\d+/);
      }
    }),
    { numRuns: 500 },
  );
});
