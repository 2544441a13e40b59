import { execFileSync } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { parquetOfCsv } from "../../../src/experiment/exports/parquet-of-csv.js";
import { openText } from "../../../src/inputs/files.js";
import type { MetricColumn } from "../../../src/model/results.js";
import type { CsvTable } from "../../../src/report/parquet/index.js";
import { sessionLine, sessionsHeader } from "../../../src/report/sessions-csv.js";
import { COLUMNS, HOSTILE_NAMES, identity } from "../builder.js";

/*
 * Do the implementations of Parquet that people use read our files as the CSV beside them? Needs Python 3.10 or newer, and
 * installs what requirements.txt names in a folder of its own.
 *
 *     npm run check:parquet
 */

const HERE = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), "abrsim-readers-"));
const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: "inherit" });

async function convert(name: string, table: CsvTable): Promise<void> {
  const where = join(folder, `${name}.csv`);
  const file = createWriteStream(join(folder, `${name}.parquet`));
  await parquetOfCsv({ chunks: openText(where).chunks, where, table, version: "0.1.0" }, (bytes) => {
    file.write(bytes);
  });
  await finished(file.end());
}

const SESSIONS: CsvTable = { kind: "sessions", columns: COLUMNS };
const hostile = HOSTILE_NAMES.map((name, row) =>
  sessionLine(
    {
      identity: identity({ policy: name, trace: `${name}\n"${row}"`, video: "", seed: 2 ** 53 - 1 - row }),
      status: "quit",
      values: COLUMNS.map(({ name }) => (/_s$|qoe/.test(name) ? [undefined, 1e-300, -1e300][row % 3] : row)),
    },
    true,
  ),
);

try {
  // More requests than a row group holds.
  const quick = [
    "run",
    "scenarios/quickstart.yaml",
    "--set",
    "replicates=5",
    "--segments",
    "--no-report",
    "--out",
  ];
  run(process.execPath, "dist/cli/main.js", ...quick, folder);
  const { columns } = JSON.parse(readFileSync(join(folder, "summary.json"), "utf8")) as {
    columns: MetricColumn[];
  };
  await convert("sessions", { kind: "sessions", columns });
  await convert("segments", { kind: "segments" });

  writeFileSync(join(folder, "hostile.csv"), sessionsHeader(COLUMNS, true) + hostile.join(""));
  await convert("hostile", SESSIONS);
  writeFileSync(join(folder, "empty.csv"), sessionsHeader(COLUMNS));
  await convert("empty", SESSIONS);

  const environment = join(folder, "python");
  run("python3", "-m", "venv", environment);
  const python = join(environment, "bin", "python");
  run(python, "-m", "pip", "install", "--quiet", "--requirement", join(HERE, "requirements.txt"));
  run(python, join(HERE, "compare.py"), folder);
} finally {
  rmSync(folder, { recursive: true });
}
