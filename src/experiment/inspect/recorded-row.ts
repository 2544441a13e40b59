import { InputError } from "../../errors.js";
import { openText } from "../../inputs/index.js";
import type { SessionIdentity } from "../../model/session.js";

/**
 * The row that a results folder has of a session, by column; undefined where it has none.
 *
 * @param folder with `sessions.csv`
 */
export async function recordedRow(
  folder: string,
  { policy, client, trace, video, replicate }: SessionIdentity,
): Promise<ReadonlyMap<string, string> | undefined> {
  const wanted = Object.entries({ policy, client, trace, video, replicate: String(replicate) });
  let columns: readonly string[] | undefined;
  try {
    for await (const line of linesOf(`${folder}/sessions.csv`)) {
      const cells = cellsOf(line);
      if (columns === undefined) {
        columns = cells;
        continue;
      }
      const row = new Map(columns.map((name, index) => [name, cells[index] ?? ""]));
      if (wanted.every(([name, value]) => (row.get(name) || undefined) === value)) return row;
    }
  } catch (error) {
    // A folder that was thinned out, keeping run.json, can still be inspected.
    if (!(error instanceof InputError)) throw error;
  }
  return undefined;
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of openText(path).chunks) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** The cells of a line as RFC 4180 quotes them. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
}
