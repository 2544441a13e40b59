import type { LinkedFiles } from "../../../src/inputs/linked-files.js";
import type { VideoFile } from "../../../src/inputs/videos/format.js";

/** A text as a file that is alone in the world. */
export const videoFile = (text: string, where = "file", name = "file-name"): VideoFile => ({
  text,
  where,
  name,
  linked: NOTHING,
  note: () => {},
});

const NOTHING: LinkedFiles = {
  text: async (uri) => {
    throw new Error(`asked for ${uri}`);
  },
  size: async () => undefined,
  bytes: async () => undefined,
};
