import { join } from "node:path";
import { expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import { bundlePolicy } from "../../../src/experiment/user-policy/index.js";
import { importQoeModel, scoreOf } from "../../../src/experiment/user-qoe/index.js";
import { shown, videoOf } from "../../metrics/qoe/shown.js";
import { folderWith } from "../user-policy/files.js";

const INPUT = shown({ video: videoOf([500, 1000], 2), levels: [0, 1], startup: 0.5 });

/** What a model says of a session whose `score` has this body. */
async function scoreBy(body: string): Promise<number | undefined> {
  const text = `export default { name: "mine", unit: "points",\n score({ metrics, played, video }) {\n${body}\n} };`;
  const bundle = await bundlePolicy(join(folderWith({ "mine.ts": text }), "mine.ts"), "mine.ts", "QoE model");
  return scoreOf(await importQoeModel(bundle), INPUT, bundle, () => "bb on a/1, v, replicate 0");
}

it("is what the model returns, in seconds and bits per second", async () => {
  expect(await scoreBy("return metrics.startup + played.at(-1).bitrate + video.segmentDuration;")).toBe(
    0.5 + 1e6 + 2,
  );
});

it("may be missing", async () => {
  expect(await scoreBy("")).toBeUndefined();
});

it.each([
  [
    "return '7';",
    'mine.ts: expected a number or undefined as QoE mine of bb on a/1, v, replicate 0, got "7"',
  ],
  ["return NaN;", "got NaN"],
  ["return 1 / 0;", "got Infinity"],
  ["return 1e308;", "got 1e+308"],
  ["return played.sort(() => -1).length;", "mine.ts:3: expected a number"],
  ["metrics.stall = 7;", "mine.ts:3: expected a number"],
  ["return null;", "got null"],
  ["return Promise.resolve(1);", "got a promise"],
  [
    "throw new Error('no\\nway');",
    "mine.ts:3: expected a number or undefined as QoE mine of bb on a/1, v, replicate 0, got an error: Error: no way",
  ],
  ["return metrics.nothing.more;", "mine.ts:3: expected a number"],
])("is refused, naming file and session: %s", async (body, message) => {
  const error: unknown = await scoreBy(body).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).message).toContain(message);
});

it("leaves what it was shown as it was, for other models and for later sessions", async () => {
  const before = JSON.stringify(INPUT);
  await scoreBy("video.durations[0] = 1; video.sizes[0][0] = 1; return 0;");
  expect(JSON.stringify(INPUT)).toBe(before);
});
