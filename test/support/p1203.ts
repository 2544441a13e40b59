import { z } from "zod";

/*
 * What the README of the public implementation of ITU-T P.1203 says of its input, and what its change log says it warns
 * of: segments with gaps between them, a first stall that is not at 0 (allowed here: nobody waited), stalls of no
 * duration, stalls outside the media (allowed at its very end: playback never went on).
 */
const streamId = z.number();
const positive = z.number().positive();
const media = { start: z.number().nonnegative(), duration: positive, bitrate: positive };
const resolution = z.string().regex(/^[1-9]\d*x[1-9]\d*$/);

const schema = z.strictObject({
  I11: z.strictObject({
    streamId,
    segments: z.array(z.strictObject({ ...media, codec: z.enum(["mp2", "ac3", "aaclc", "heaac"]) })),
  }),
  I13: z.strictObject({
    streamId,
    segments: z
      .array(
        z.strictObject({
          ...media,
          codec: z.enum(["h264", "h265", "vp9"]),
          resolution,
          fps: positive,
          representation: z.int(),
        }),
      )
      .min(1),
  }),
  I23: z.strictObject({ streamId, stalling: z.array(z.tuple([z.number().nonnegative(), positive])) }),
  IGen: z.strictObject({
    device: z.enum(["pc", "handheld", "mobile"]),
    displaySize: resolution,
    viewingDistance: z.string(),
  }),
});

type Input = z.infer<typeof schema>;

/** A file's content as P.1203's input. @throws when it is none */
export function p1203InputOf(text: string): Input {
  const input = schema.parse(JSON.parse(text));
  const end = continuous(input.I13.segments);
  continuous(input.I11.segments);
  let last = 0;
  for (const [at] of input.I23.stalling) {
    if (at < last || at > end + 1e-6) throw new Error(`a stall at ${at} after one at ${last}, of ${end} s`);
    last = at;
  }
  return input;
}

function continuous(segments: Input["I11"]["segments"] | Input["I13"]["segments"]): number {
  let end = 0;
  for (const { start, duration } of segments) {
    if (Math.abs(start - end) > 1e-6) throw new Error(`a segment at ${start} after the end at ${end}`);
    end = start + duration;
  }
  return end;
}
