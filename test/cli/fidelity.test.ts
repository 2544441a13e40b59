import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { abrsim, ROOT, temporaryFolder } from "../support/cli.js";

const PLAYED = join(ROOT, "test/fixtures/oracles/players.json");

it("shows how near each player is foretold, beside how near it is to itself", async () => {
  const { code, stdout, stderr } = await abrsim(temporaryFolder(), ["fidelity", PLAYED]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.split("\n").filter((line) => / simulated | itself, once more /.test(line))).toHaveLength(6);
});

it("draws each session, and leaves what else is in the folder", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "mine.svg"), "<svg/>");
  writeFileSync(join(folder, "play-of-before.svg"), "<svg/>");
  const { code, stdout, stderr } = await abrsim(folder, [
    ...["fidelity", PLAYED, "--charts", ".", "--sessions", "--format", "csv"],
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "18 charts in .\n" });
  expect(stdout.split("\n")).toHaveLength(1 + 18 + 1);
  const files = readdirSync(folder);
  expect(files).toHaveLength(18 + 1);
  expect(files).toContain("mine.svg");
  expect(readFileSync(join(folder, "play-hlsjs-trace-dsl-1-json.svg"), "utf8")).toContain(
    "30 of 30 segments of the same level",
  );
});

it("says in one line what is missing", async () => {
  const { code, stdout, stderr } = await abrsim(temporaryFolder(), ["fidelity", "none.json"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^abrsim: none\.json: expected [^\n]*\n$/);
});
