import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headOf } from "../../../src/inputs/head.js";
import { isRecording, readRecording } from "../../../src/inputs/recordings/index.js";
import type { TextChunks } from "../../../src/inputs/text.js";
import type { RecordedSession } from "../../../src/model/recorded-session.js";
import { inputErrorOf } from "../input-error.js";
import { CALLS, HEADER, OBSERVATION, SAMPLE, textOf } from "./lines.js";

const DECIDE = CALLS.decide;

async function read(chunks: TextChunks): Promise<RecordedSession[]> {
  const sessions: RecordedSession[] = [];
  for await (const session of readRecording(chunks, "log.jsonl")) sessions.push(session);
  return sessions;
}

describe("readRecording", () => {
  it("turns every part of a recording into the model's words", async () => {
    const [session, ...others] = await read([textOf(HEADER, ...Object.values(CALLS))]);
    expect(others).toEqual([]);
    const inFlight = { segment: 2, level: 1, start: 1, loaded: 10 };
    const saw = {
      now: 1.5,
      phase: "startup",
      buffer: 0,
      maxBuffer: 30,
      playbackRate: 1,
      lastLevel: 0,
      allowed: [0, 1],
      segment: { index: 3, duration: 4, remaining: 9, sizes: [4e6, 8e6] },
      live: { latency: 5, target: 3, edge: 100 },
      device: OBSERVATION.device,
      inFlight,
    };
    expect(session).toStrictEqual({
      line: 1,
      abrsim: "0.1.0",
      player: "hls.js 1.7.4",
      policy: "bola",
      options: { gammaP: 5 },
      policySha256: "ab".repeat(32),
      mode: "shadow",
      seed: 7,
      setting: {
        levels: [
          { bitrate: 1e6, name: "360p", width: 640, height: 360 },
          { bitrate: 2e6, peakBitrate: 3e6, frameRate: 29.97, codec: "avc1.64001f" },
        ],
        segmentDuration: 4,
        maxBuffer: 30,
        media: "video",
        hour: 21,
      },
      calls: [
        { call: "sizes", line: 2, segment: 3, sizes: [4e6, 8e6] },
        {
          call: "decide",
          line: 3,
          saw,
          decision: { level: 1, waitSeconds: 0.5, replaceFrom: 8, reason: "buffer", estimate: 3e6 },
          level: 1,
          playerLevel: 0,
        },
        {
          call: "sample",
          line: 4,
          sample: { start: 0.1, firstByte: 0.2, end: 1.1, bits: 4e6, level: 0 },
          saw,
        },
        {
          call: "progress",
          line: 5,
          inFlight: { segment: 3, level: 1, start: 2, firstByte: 2.1, loaded: 1e6, total: 8e6 },
          saw,
          abandonTo: 0,
        },
        { call: "idle", line: 6, seconds: 0.25 },
        { call: "stall", line: 7, at: 6 },
        { call: "seek", line: 8, to: 20 },
      ],
    });
  });

  it("leaves out what is missing", async () => {
    const { policy_sha256, hour, ...header } = HEADER;
    const { live, device, in_flight, last_level, ...observation } = OBSERVATION;
    const seen = { ...observation, segment: { index: 0, duration_s: 4 } };
    const failed = { call: "decide", observation: seen, problem: "decide() threw", level: 0 };
    const [session] = await read([textOf(header, failed)]);
    expect(session).not.toHaveProperty("policySha256");
    expect(session!.setting).not.toHaveProperty("hour");
    expect(session!.calls).toStrictEqual([
      {
        call: "decide",
        line: 2,
        saw: {
          now: 1.5,
          phase: "startup",
          buffer: 0,
          maxBuffer: 30,
          playbackRate: 1,
          lastLevel: undefined,
          allowed: [0, 1],
          // No end is in sight.
          segment: { index: 0, duration: 4, remaining: Number.POSITIVE_INFINITY },
        },
        level: 0,
      },
    ]);
  });

  it("reads null for the maximum of a buffer that has none", async () => {
    const { setting } = (await read([textOf({ ...HEADER, max_buffer_s: Number.POSITIVE_INFINITY })]))[0]!;
    expect(setting.maxBuffer).toBe(Number.POSITIVE_INFINITY);
  });

  it("reads the same however the text is cut, with any line ends and blank lines between", async () => {
    const text = textOf(HEADER, ...Object.values(CALLS), HEADER, DECIDE);
    const whole = await read([text]);
    expect(whole.map(({ line, calls }) => [line, calls.length])).toEqual([
      [1, 7],
      [9, 1],
    ]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 500 }), fc.boolean(), async (size, crlf) => {
        const shown = `\ufeff${crlf ? text.replaceAll("\n", "\r\n") : text}`;
        const chunks = shown.match(new RegExp(`[\\s\\S]{1,${size}}`, "g"))!;
        expect(await read(chunks)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
    const spaced = await read([text.replaceAll("\n", "\n\n")]);
    expect(spaced.map(({ line }) => line)).toEqual([1, 17]);
  });

  it("holds one session at a time", async () => {
    let given = 0;
    function* endless() {
      for (;;) {
        given++;
        yield textOf(HEADER, DECIDE);
      }
    }
    for await (const { line } of readRecording(endless(), "log")) if (line > 20) break;
    expect(given).toBeLessThan(15);
  });

  it.each(["{", '{"call":"dec', '{"call":"idle","idle_s":1', '{"abrsim_recording":1,"abr'])(
    "takes a last line that is torn (%s) for the session's end, and tells of it",
    async (torn) => {
      const [alone] = await read([textOf(HEADER, DECIDE) + torn]);
      expect(alone).toMatchObject({ tornLine: 3, calls: [{ call: "decide" }] });
      const [first, second] = await read([`${textOf(HEADER, DECIDE) + torn}\n${textOf(HEADER, DECIDE)}`]);
      expect(first).toMatchObject({ line: 1, tornLine: 3 });
      expect(second).toMatchObject({ line: 4 });
      expect(second).not.toHaveProperty("tornLine");
    },
  );

  it("reads a whole last line without its line end as what it is", async () => {
    const [session] = await read([textOf(HEADER, DECIDE).trimEnd()]);
    expect(session!.calls).toHaveLength(1);
    expect(session).not.toHaveProperty("tornLine");
  });

  const problem = async (text: string) => (await inputErrorOf(read([text]))).message;
  const withObservation = (change: object) =>
    textOf(HEADER, { ...DECIDE, observation: { ...OBSERVATION, ...change } });

  it.each<[string, string, string]>([
    [
      "a torn line within a session",
      `${textOf(HEADER)}{"call\n${textOf(DECIDE)}`,
      'log.jsonl:2: expected a JSON object on one line, got "{\\"call". Only the last line of a session may be torn',
    ],
    [
      "a file of another kind",
      "duration_s,bandwidth_kbps\n1,1000\n",
      'log.jsonl:1: expected a JSON object on one line, got "duration_s,bandwidth_kbps". Only the last line of a session may be torn',
    ],
    [
      "JSON lines of another kind",
      '{"event":"play"}\n',
      'log.jsonl:1: expected a recording, whose first line has the key abrsim_recording, got "{\\"event\\":\\"play\\"}". Record one with the adapters\' option `record`',
    ],
    [
      "blank lines alone",
      " \n\n",
      "log.jsonl: expected a recording, whose first line has the key abrsim_recording, got no line. Record one with the adapters' option `record`",
    ],
    ["a line that is no object", textOf(HEADER, 7), "log.jsonl:2: expected a JSON object, got 7"],
    [
      "a version to come",
      textOf({ ...HEADER, abrsim_recording: 2 }),
      "log.jsonl:1, abrsim_recording: expected a recording of version 1, got 2. Use the version of abrsim that recorded it, or a newer one",
    ],
    [
      "an empty ladder",
      textOf({ ...HEADER, levels: [] }),
      "log.jsonl:1, levels: expected a ladder of at least one level, got none",
    ],
    [
      "a rung without a bitrate",
      textOf({ ...HEADER, levels: [{ bitrate_bps: 1 }, { bitrate_kbps: 3 }] }),
      "log.jsonl:1, levels[1].bitrate_bps: expected bits per second, a number from 0 to 1000000000000000, got nothing",
    ],
    [
      "options that are none",
      textOf({ ...HEADER, options: [] }),
      "log.jsonl:1, options: expected a JSON object, got []",
    ],
    [
      "an unknown call",
      textOf(HEADER, { call: "decides" }),
      'log.jsonl:2, call: expected one of decide, sample, progress, idle, stall, seek, sizes, got "decides". Did you mean "decide"?',
    ],
    [
      "a figure that JSON has no word for",
      withObservation({ buffer_s: null }),
      "log.jsonl:2, observation.buffer_s: expected seconds, a number from -10000000000 to 10000000000, got null",
    ],
    [
      "a level beyond the ladder",
      textOf(HEADER, { ...DECIDE, level: 2 }),
      "log.jsonl:2, level: expected a level of the ladder, a whole number from 0 to 1, got 2",
    ],
    [
      "sizes of another ladder",
      textOf(HEADER, { ...CALLS.sizes, sizes_bits: [1, 2, 3] }),
      "log.jsonl:2, sizes_bits: expected a list of 2, got one of 3",
    ],
    [
      "limits the wrong way round",
      withObservation({ allowed: [1, 0] }),
      "log.jsonl:2, observation.allowed: expected the lowest level that is allowed, and then the highest, got [1,0]",
    ],
    [
      "a phase that players do not have",
      withObservation({ phase: "paused" }),
      'log.jsonl:2, observation.phase: expected one of startup, playing, rebuffering, seeking, got "paused"',
    ],
    [
      "a sample without an end",
      textOf(HEADER, { ...CALLS.sample, sample: { ...SAMPLE, end_s: undefined } }),
      "log.jsonl:2, sample.end_s: expected seconds, a number from -10000000000 to 10000000000, got nothing",
    ],
  ])("refuses %s", async (_, text, message) => {
    expect(await problem(text)).toBe(message);
  });

  it("says in one line what is wrong with any mangled recording, or reads it", async () => {
    const text = textOf(HEADER, ...Object.values(CALLS));
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: text.length - 1 }),
        fc.nat({ max: 20 }),
        fc.string({ maxLength: 5 }),
        async (at, cut, put) => {
          const mangled = text.slice(0, at) + put + text.slice(at + cut);
          try {
            expect((await read([mangled])).length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toMatchObject({
              name: "InputError",
              message: expect.stringMatching(/^log\.jsonl.*$/),
            });
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("isRecording", () => {
  it("knows a recording by its first line, whole or not", () => {
    expect(isRecording(headOf(textOf(HEADER, DECIDE), true))).toBe(true);
    expect(isRecording(headOf(textOf(HEADER).slice(0, 40), false))).toBe(true);
    expect(isRecording(headOf('[{"duration_ms":1}]', true))).toBe(false);
    expect(isRecording(headOf("1 2\n3 4\n", true))).toBe(false);
    expect(isRecording(headOf("", true))).toBe(false);
  });
});
