import { InputError } from "../../errors.js";
import { forEachRecord } from "../../inputs/index.js";
import type { TextChunks } from "../../inputs/text.js";
import { ParquetFile, type ParquetSource } from "../../report/parquet/index.js";

/** Takes the next bytes of a file; where it returns a promise, the next but one are not made before it resolves. */
export type ByteSink = (bytes: Uint8Array) => void | Promise<void>;

/**
 * Makes a Parquet file of sessions.csv or segments.csv. Holds one row group; the same text gives the same bytes, however it
 * is cut into chunks.
 *
 * @throws InputError for text that is not the table's; whatever `sink` throws
 */
export async function parquetOfCsv(
  { chunks, ...source }: ParquetSource & { readonly chunks: TextChunks },
  sink: ByteSink,
): Promise<void> {
  let file: ParquetFile | undefined;
  const drain = async () => {
    const bytes = file?.take();
    if (bytes) await sink(bytes);
  };
  // Between two chunks, because within one the records follow each other without a pause.
  async function* drained() {
    for await (const chunk of chunks) {
      yield chunk;
      await drain();
    }
  }
  await forEachRecord(
    drained(),
    source.where,
    (fields, line) => {
      if (file === undefined) file = new ParquetFile(source, fields, line);
      else file.add(fields, line);
    },
    "exact",
  );
  if (file === undefined)
    throw new InputError({ where: source.where, expected: "a header", received: "an empty file" });
  (file as ParquetFile).finish();
  await drain();
}
