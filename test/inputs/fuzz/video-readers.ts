import {
  generatorDocument,
  generatorPresets,
  readGenerator,
  type TraceGenerator,
  traceFamilies,
} from "../../../src/inputs/generators/index.js";
import type { LinkedFiles } from "../../../src/inputs/linked-files.js";
import { readPlaybacks } from "../../../src/inputs/playbacks/index.js";
import { readVideo } from "../../../src/inputs/videos/read-video.js";
import { readSegmentFolder } from "../../../src/inputs/videos/segment-folder.js";
import { readSizeTables } from "../../../src/inputs/videos/size-tables.js";
import { PLAYBACKS } from "../playbacks/playbacks.js";
import { type Beside, linkedTo } from "../videos/linked.js";
import { fragmented } from "../videos/mp4/boxes.js";
import { FILE, type Reader, type Seed } from "./readers.js";
import { checkVideo } from "./sound.js";
import * as seeds from "./video-seeds.js";

/** A file, and those beside it. */
const file = (format: string, text: string, beside: Beside = {}): Seed => ({
  text,
  async read(changed, detect) {
    const about = { where: FILE, name: "file", linked: linkedTo(beside), note: () => {} };
    checkVideo(await readVideo({ ...about, text: changed }, detect ? undefined : format));
  },
});

/** A file beside another one that speaks of it. */
const linked = (format: string, main: string, name: string, beside: Beside): Seed => {
  const content = beside[name]!;
  const isText = typeof content === "string";
  return {
    text: isText ? content : latin1(content as Uint8Array),
    read: (changed, detect) =>
      file(format, main, { ...beside, [name]: isText ? changed : bytesOf(changed) }).read(main, detect),
  };
};

const folder = async (names: readonly string[], linked: LinkedFiles): Promise<void> => {
  checkVideo(
    await readSegmentFolder({ names, where: FILE, name: "file", linked, segmentSeconds: 4, note: () => {} }),
  );
};
/** As a disk may have them, of whole characters. */
const namesIn = (text: string): readonly string[] =>
  [...new Set(Buffer.from(text).toString().split("\n"))]
    .filter((name) => name !== "" && name.length < 256)
    .sort();
const OF_ONE_SIZE: LinkedFiles = { ...linkedTo({}), size: async () => 1000 };

/** A character for each byte, so that files of bytes suffer what texts do. */
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");

const manifestSeeds = (format: "hls" | "dash"): readonly Seed[] =>
  seeds.MANIFESTS.filter(({ form }) => form.startsWith(format)).flatMap(({ main, files }) => {
    const text = files[main] as string;
    const others = Object.keys(files).filter((name) => name !== main);
    return [
      file(format, text, files),
      ...others.slice(0, 1).map((name) => linked(format, text, name, files)),
    ];
  });
const FILES = seeds.MANIFESTS.flatMap(({ files }) => Object.keys(files));

const FRAGMENTS = { timescale: 1000, seconds: [4, 4, 2], bytes: [5000, 6000, 3000] };
const PLAYLISTS: Beside = {
  "low.m3u8": seeds.PLAYLIST,
  "high.m3u8": seeds.PLAYLIST,
  "sound.m3u8": seeds.PLAYLIST,
};
const GENERATORS = [...traceFamilies, ...generatorPresets].filter(({ kind }) => kind !== "patterns");

/** Readers of documents, whole in memory, and of folders. */
export const VIDEO_READERS: readonly Reader[] = [
  { name: "ladder", seeds: [file("ladder", seeds.LADDER)] },
  { name: "measured", seeds: [file("measured", seeds.MEASURED), file("measured", seeds.MEASURED_JSON)] },
  { name: "sabre", seeds: [file("sabre", seeds.SABRE)] },
  { name: "dash", seeds: [...manifestSeeds("dash"), file("dash", seeds.MPD)], others: FILES },
  {
    name: "hls",
    seeds: [
      ...manifestSeeds("hls"),
      file("hls", seeds.MULTIVARIANT, PLAYLISTS),
      linked("hls", seeds.MULTIVARIANT, "low.m3u8", PLAYLISTS),
      file("hls", seeds.PLAYLIST),
    ],
    others: [...FILES, ...Object.keys(PLAYLISTS)],
  },
  {
    name: "size-tables",
    seeds: [
      {
        text: seeds.SIZES,
        async read(text) {
          const tables = [seeds.SIZES, text].map((each, level) => ({
            stem: `size_${level}`,
            where: FILE,
            text: each,
          }));
          checkVideo(readSizeTables(tables, { bitratesKbps: [300, 750], segmentSeconds: 4 }, FILE, "file"));
        },
      },
    ],
  },
  {
    name: "segments",
    seeds: [
      ...[true, false].map(
        (index): Seed => ({
          text: latin1(fragmented({ ...FRAGMENTS, index })),
          read: (text) => folder(["a.mp4"], linkedTo({ "a.mp4": bytesOf(text) })),
        }),
      ),
      {
        text: seeds.NAMES,
        read: (text) => folder(namesIn(text), OF_ONE_SIZE),
      },
    ],
  },
  {
    name: "generator",
    seeds: GENERATORS.map((family) => ({
      text: generatorDocument(family as TraceGenerator),
      read: async (text) => void readGenerator(text, FILE, "file"),
    })),
  },
  {
    name: "playbacks",
    seeds: [{ text: PLAYBACKS, read: async (text) => checkVideo(readPlaybacks(text, FILE).stream.video) }],
  },
];
