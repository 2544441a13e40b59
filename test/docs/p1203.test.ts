import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseScenario } from "../../src/experiment/scenario/index.js";
import { loadVideos } from "../../src/inputs/index.js";
import { measureSession } from "../../src/metrics/session-metrics.js";
import { p1203Input, p1203Level } from "../../src/report/p1203/index.js";
import { folderWith } from "../experiment/user-policy/files.js";
import { AUDIO_BITRATE, logOf } from "../support/logs.js";
import { ROOT } from "../support/root.js";

const page = readFileSync(join(ROOT, "docs/p1203.md"), "utf8");
const example = /^```yaml\n([\s\S]*?)^```$/m.exec(page)![1]!;

it("docs/p1203.md: its example says all that is asked of a video, and its table all that is written", async () => {
  const { scenario } = parseScenario(example, "s.yaml");
  const base = folderWith({
    "sizes/clip/level_0": "150000\n150000\n",
    "sizes/clip/level_1": "600000\n600000\n",
  });
  const [loaded] = await loadVideos(scenario.videos, { base, cwd: base });
  const { video } = loaded!;
  expect(video.levels.map(p1203Level)).toMatchObject([
    { kind: "described", assumedCodec: false, resolution: "640x360", fps: 24 },
    { kind: "described", assumedCodec: false, resolution: "1280x720", fps: 24 },
  ]);

  const requests = [{ segment: 0, finished: 1 }];
  const log = logOf({
    states: [
      ["playing", 1, 0],
      ["quit", 2, 1],
    ],
    requests,
    audio: requests,
    video,
  });
  const input = p1203Input({ ...measureSession(log, video), log, video, audioBitrate: AUDIO_BITRATE });
  const keys = new Set<string>();
  JSON.stringify(input, (key, value) => {
    if (key !== "" && Number.isNaN(Number(key))) keys.add(key);
    return value;
  });
  const table = page.slice(page.indexOf("| key | is |"), page.indexOf("Waiting after a seek"));
  for (const key of keys) expect(table).toContain(`\`${key}\``);
});
