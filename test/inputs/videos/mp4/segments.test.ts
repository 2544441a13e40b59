import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../../src/errors.js";
import { linkedMp4 } from "../../../../src/inputs/videos/mp4/file.js";
import { indexedSegments, readMp4, segmentsOfMp4 } from "../../../../src/inputs/videos/mp4/segments.js";
import { inputErrorOf } from "../../input-error.js";
import { linkedTo } from "../linked.js";
import { box, fragmented, joined, mdat, moof, moov, numbers, sidx } from "./boxes.js";

const file = async (...parts: readonly Uint8Array[]) =>
  (await linkedMp4("a.mp4", linkedTo({ "a.mp4": joined(...parts) })))!;
const styp = box("styp", numbers([4, 0, 0]));

it("reads a file in fragments: the bytes of each, and its samples' durations", async () => {
  const whole = fragmented({ timescale: 600, seconds: [2, 1.5], bytes: [400, 333] });
  expect(await segmentsOfMp4(await file(whole))).toEqual([
    { bytes: 400, seconds: 2 },
    { bytes: 333, seconds: 1.5 },
  ]);
});

it("reads the header's timescale, kind and pixels", async () => {
  expect(await readMp4(await file(moov(90_000)))).toEqual({
    track: { id: 1, media: "video", timescale: 90_000, sampleDuration: 0, width: 640, height: 360 },
    parts: [],
  });
  expect((await readMp4(await file(moov(48_000, "soun", 1024)))).track).toEqual({
    id: 1,
    media: "audio",
    timescale: 48_000,
    sampleDuration: 1024,
  });
});

it("takes durations that samples do not say from the fragment, else from the track", async () => {
  const own = joined(moof(new Array(10).fill(0), 60), mdat(100));
  expect((await segmentsOfMp4(await file(moov(600), own)))[0]!.seconds).toBe(1);
  const { track } = await readMp4(await file(moov(600, "vide", 30)));
  const silent = box("moof", box("traf", box("tfhd", numbers([4, 0, 1])), box("trun", numbers([4, 0, 40]))));
  expect((await readMp4(await file(silent, mdat(50)), track)).parts[0]!.seconds).toBe(2);
});

it("counts what a fragment begins with to the fragment, its own index included", async () => {
  const fragment = (ticks: number) => joined(styp, sidx(10, [{ bytes: 1, ticks }]), moof([ticks]), mdat(80));
  const [first, second] = [fragment(20), fragment(30)];
  expect((await readMp4(await file(moov(10), first, second))).parts).toEqual([
    { bytes: first.length, seconds: 2 },
    { bytes: second.length, seconds: 3 },
  ]);
  // A segment by itself, whose header is elsewhere.
  expect((await readMp4(await file(second))).parts).toEqual([{ bytes: second.length, seconds: 3 }]);
});

it("prefers an index of the whole file to its fragments", async () => {
  const fragments = [moof([10]), mdat(90), moof([10]), mdat(90), moof([10]), mdat(90)];
  const index = sidx(10, [
    { bytes: 300, ticks: 20 },
    { bytes: 120, ticks: 10 },
  ]);
  expect(await segmentsOfMp4(await file(moov(10), index, ...fragments))).toEqual([
    { bytes: 300, seconds: 2 },
    { bytes: 120, seconds: 1 },
  ]);
});

describe("an index", () => {
  const leaves = [
    sidx(10, [{ bytes: 100, ticks: 40 }]),
    sidx(10, [
      { bytes: 200, ticks: 40 },
      { bytes: 50, ticks: 15 },
    ]),
  ];
  const root = sidx(
    10,
    leaves.map(({ length }) => ({ bytes: length, ticks: 1, isIndex: true })),
    24,
  );
  const gap = box("free", new Uint8Array(16));

  it("may lead to others", async () => {
    const all = await file(root, gap, ...leaves, mdat(350));
    const found = await indexedSegments(all, 0, root.length - 1);
    expect(found.map(({ bytes, seconds }) => [bytes, seconds])).toEqual([
      [100, 4],
      [200, 4],
      [50, 1.5],
    ]);
  });

  it("that leads to itself ends", async () => {
    // An offset of 2^32 less its own length cannot be said, but bytes before the end can: the reader goes on from there.
    const loop = sidx(10, [{ bytes: 44, ticks: 1, isIndex: true }]);
    const error = await inputErrorOf(
      indexedSegments(await file(...new Array<Uint8Array>(50).fill(loop)), 0, loop.length - 1),
    );
    expect(error.message).toContain("an index of indexes without end");
  });

  it.each([
    ["no index", mdat(30), "no index (sidx)"],
    ["an index of no timescale", sidx(0, [{ bytes: 1, ticks: 1 }]), "0 ticks per second"],
    ["an index that is cut short", box("sidx", numbers([4, 0, 1, 10, 0, 0], [2, 0, 9])), "cut short"],
  ])("is missed where there is %s", async (_, bytes, received) => {
    const { message } = await inputErrorOf(indexedSegments(await file(bytes), 0, bytes.length - 1));
    expect(message).toContain(received);
  });
});

describe("refuses", () => {
  it.each([
    ["MP4 in one piece", joined(moov(10), mdat(99)), "MP4 in one piece"],
    ["what is no MP4", new TextEncoder().encode("#EXTM3U, and more text"), "no box at byte 0"],
    ["a box of less than its header", numbers([4, 7, 0x6d6f6f76, 0]), "no box at byte 0"],
    ["a large box of nothing", numbers([4, 1, 0x6d6f6f76, 0, 0]), "no box at byte 0"],
    [
      "a file that was cut off",
      fragmented({ timescale: 1, seconds: [2], bytes: [99] }).slice(0, -1),
      "no box at",
    ],
    ["a header alone", moov(10), "none"],
    ["fragments of unknown duration", joined(moov(10), moof([0, 0], 0), mdat(9)), "do not say how long"],
  ])("%s", async (_, bytes, received) => {
    expect((await inputErrorOf(file(bytes).then(segmentsOfMp4))).message).toContain(received);
  });

  it("four thousand million samples without reading them", async () => {
    const trun = box("trun", numbers([4, 0, 2 ** 32 - 1]));
    const many = box("moof", box("traf", box("tfhd", numbers([4, 8, 1, 1])), trun));
    const contents = await readMp4(await file(moov(1), many, mdat(9)));
    expect(contents.parts[0]!.seconds).toBe(2 ** 32 - 1);
    const liar = box(
      "moof",
      box("traf", box("tfhd", numbers([4, 0, 1])), box("trun", numbers([4, 0x100, 2 ** 32 - 1]))),
    );
    expect((await inputErrorOf(file(moov(1), liar, mdat(9)).then(segmentsOfMp4))).message).toContain(
      "cut short",
    );
  });
});

it("reads mangled files as sound segments or refuses them", async () => {
  const whole = fragmented({ timescale: 600, seconds: [2, 1.5], bytes: [300, 200], index: true });
  const slips = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(slips, fc.nat(whole.length), async (changes, end) => {
      const bytes = whole.slice();
      for (const [at, value] of changes) bytes[at] = value;
      try {
        for (const { bytes: size, seconds } of await segmentsOfMp4(
          await file(end % 2 ? bytes : bytes.slice(0, end)),
        ))
          expect(size! >= 0 && seconds > 0).toBe(true);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
      }
    }),
    { numRuns: 500 },
  );
});
