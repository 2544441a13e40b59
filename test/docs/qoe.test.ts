import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bundlePolicy } from "../../src/experiment/user-policy/index.js";
import { importQoeModel, scoreOf } from "../../src/experiment/user-qoe/index.js";
import { ladder } from "../../src/inputs/videos/ladder.js";
import { QOE_MODELS } from "../../src/metrics/qoe/index.js";
import { folderWith } from "../experiment/user-policy/files.js";
import { videoFile } from "../inputs/videos/video-file.js";
import { shown, videoOf } from "../metrics/qoe/shown.js";
import { ROOT } from "../support/root.js";
import { qoePage } from "./qoe-page.js";

/*
 * docs/qoe.md is made from the models and the doc comments of their files, under qoe-head.md. Where it drifts, make it again:
 * `npx vitest run test/docs/qoe.test.ts --update`
 */
it("docs/qoe.md says what the models' own files say", async () => {
  await expect(qoePage(QOE_MODELS)).toMatchFileSnapshot("../../docs/qoe.md");
});

const page = readFileSync(join(ROOT, "docs/qoe.md"), "utf8");
const snippet = (kind: string, beginning: string): string => {
  const all = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  return all.find(([, language, text]) => language === kind && text!.startsWith(beginning))![2]!;
};

it("its example of a model works", async () => {
  const file = join(folderWith({ "my-qoe.ts": snippet("ts", "// my-qoe.ts") }), "my-qoe.ts");
  const bundle = await bundlePolicy(file, "my-qoe.ts", "QoE model");
  const model = await importQoeModel(bundle);
  const input = shown({ video: videoOf([1000, 3000], 3), levels: [0, 1, 1], stalls: [1.5] });
  expect(scoreOf(model, input, bundle, () => "")).toBe(7 - 2 * 0.5);
});

it("its example of a video works", async () => {
  const { quality } = await ladder.read(videoFile(snippet("yaml", "segmentSeconds")));
  expect(quality?.vmaf?.[1]?.[0]).toBe(64.9);
  expect(quality?.ssim?.[0]?.[1]).toBe(0.982);
});
