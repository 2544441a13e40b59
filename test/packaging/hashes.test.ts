import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import type * as PolicyHash from "../../src/experiment/policy-hash.js";
import type * as UserPolicy from "../../src/experiment/user-policy/index.js";
import { policies } from "../../src/policies/index.js";
import { abrsim, ROOT, temporaryFolder, withShippedFiles } from "../support/cli.js";
import { exportName } from "../support/shipped.js";

/** A module of the program as it is built. */
const built = (path: string) => import(pathToFileURL(join(ROOT, "dist", path)).href);
const hashes = (await built("policies/hashes.js")) as Readonly<Record<string, string>>;

it("are there for every policy, under the name that it is exported by, and differ", () => {
  expect(Object.keys(hashes).sort()).toEqual(policies.map(({ name }) => exportName(name)).sort());
  expect(new Set(Object.values(hashes)).size).toBe(policies.length);
  for (const hash of Object.values(hashes)) expect(hash).toMatch(/^[0-9a-f]{64}$/);
});

it("are those that run.json carries", async () => {
  const folder = withShippedFiles(temporaryFolder());
  const names = ["bola", "bba-0", "ewma"];
  const args = [
    "run",
    "scenarios/quickstart.yaml",
    "--policies",
    names.join(),
    "--traces",
    "traces/4g/4g-01.csv",
  ];
  const { code, stderr } = await abrsim(folder, [...args, "--out", "out", "--quiet", "--no-report"]);
  expect(code, stderr).toBe(0);
  const { inputs } = JSON.parse(readFileSync(join(folder, "out/run.json"), "utf8")) as {
    readonly inputs: { readonly policies: readonly { readonly use: string; readonly sha256: string }[] };
  };
  expect(inputs.policies.map(({ use, sha256 }) => [use, sha256])).toEqual(
    names.map((name) => [name, hashes[exportName(name)]]),
  );
});

it("are of the code that the program has", async () => {
  const { codeSha256 } = (await built("experiment/policy-hash.js")) as typeof PolicyHash;
  const { bundleLibraryPolicy } = (await built("experiment/user-policy/index.js")) as typeof UserPolicy;
  for (const { name } of policies)
    expect(hashes[exportName(name)], name).toBe(codeSha256(await bundleLibraryPolicy(name)));
});
