import { excerpt, InputError } from "../../../src/errors.js";
import type { LinkedFiles } from "../../../src/inputs/linked-files.js";

/** Files beside a manifest, by their paths: texts, bytes, or sizes alone. */
export type Beside = Readonly<Record<string, string | Uint8Array | number>>;

/** Files as if they lay beside a manifest. */
export function linkedTo(files: Beside, folder = ""): LinkedFiles {
  const found = (uri: string) => files[folder + uri];
  return {
    async text(uri, where) {
      const text = found(uri);
      if (typeof text !== "string")
        throw new InputError({ where, expected: "a file", received: excerpt(uri) });
      const path = folder + uri;
      return { text, where: path, linked: linkedTo(files, path.slice(0, path.lastIndexOf("/") + 1)) };
    },
    async size(uri) {
      const file = found(uri);
      return typeof file === "number" ? file : file?.length;
    },
    async bytes(uri, first, last) {
      const file = found(uri);
      return file instanceof Uint8Array ? file.slice(first, last + 1) : undefined;
    },
  };
}
