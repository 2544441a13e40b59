import fc from "fast-check";
import { expect, it } from "vitest";
import { measured } from "../../../src/inputs/videos/measured.js";
import { measuredVideo } from "../../../src/report/videos/measured.js";
import { videoFile } from "../../inputs/videos/video-file.js";
import { anyVideo } from "../../support/any-video.js";

it("reads back equal, whatever is known of the video", async () => {
  await fc.assert(
    fc.asyncProperty(anyVideo, async (video) => {
      expect(await measured.read(videoFile(measuredVideo(video)))).toEqual(video);
    }),
  );
});

it("has a line for each level and each segment", async () => {
  const text = "segmentSeconds: 2\nlevels: [{ bitrateKbps: 1 }]\nsizesBits: [[8], [16]]\n";
  expect(measuredVideo(await measured.read(videoFile(text, "v.yaml", "short")))).toBe(
    [
      "{",
      '  "name": "short",',
      '  "segmentSeconds": 2,',
      '  "levels": [',
      '    {"bitrateKbps":1}',
      "  ],",
      '  "sizesBits": [',
      "    [8],",
      "    [16]",
      "  ]",
      "}",
      "",
    ].join("\n"),
  );
});
