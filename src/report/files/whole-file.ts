import { appendFile, rename, rm } from "node:fs/promises";
import { openNew, partialName } from "./partial.js";
import { naming } from "./refusals.js";

/**
 * Writes a whole file, making its folder if need be, and replacing what was there in one step.
 *
 * @throws InputError when it cannot be written there
 */
export async function writeFileAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = partialName(path);
  const handle = await openNew(path, temporary);
  try {
    await naming(path, () => handle.writeFile(content));
    await naming(path, () => handle.close());
    await naming(path, () => rename(temporary, path));
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Adds text to the end of a file that others write to as well, making it if need be: what was there stays.
 *
 * @throws InputError when it cannot be written
 */
export async function appendToFile(path: string, text: string): Promise<void> {
  await naming(path, () => appendFile(path, text, "utf8"));
}
