import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "kubernetes-types/batch/v1.js";
import type { PersistentVolumeClaim } from "kubernetes-types/core/v1.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { abrsim, finished, PROGRAM, ROOT, temporaryFolder } from "../support/cli.js";

/*
 * The manifests of examples/kubernetes: by the types that are generated from Kubernetes' own OpenAPI description, by what
 * its documentation asks of an indexed Job, and by running the containers' commands as they are.
 */

const FOLDER = join(ROOT, "examples/kubernetes");
const manifest = (name: string): unknown => parse(readFileSync(join(FOLDER, name), "utf8"));

const shards = manifest("shards.yaml") as Job;
const merge = manifest("merge.yaml") as Job;
const volume = manifest("volume.yaml") as PersistentVolumeClaim;

const podOf = (job: Job) => job.spec!.template.spec!;
const containerOf = (job: Job) => podOf(job).containers[0]!;

const TYPES: Readonly<Record<string, string>> = {
  "shards.yaml": 'import("kubernetes-types/batch/v1").Job',
  "merge.yaml": 'import("kubernetes-types/batch/v1").Job',
  "volume.yaml": 'import("kubernetes-types/core/v1").PersistentVolumeClaim',
};

/** What the compiler says of objects that are written out, in which keys that a type has not are errors. */
async function complaints(
  ...objects: readonly (readonly [type: string, object: unknown])[]
): Promise<string> {
  const files = objects.map(([type, object], place): [string, string] => [
    `${place}.ts`,
    `export const manifest: ${type} = ${JSON.stringify(object)};\n`,
  ]);
  const folder = temporaryFolder(Object.fromEntries(files));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const flags = ["--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck"];
  const names = files.map(([name]) => name);
  return (await finished(process.execPath, [compiler, ...flags, ...names], folder)).stdout;
}

describe("the manifests", () => {
  it("have the keys and types of Kubernetes' API, and no others", async () => {
    expect(
      readdirSync(FOLDER)
        .filter((name) => name.endsWith(".yaml"))
        .sort(),
    ).toEqual(Object.keys(TYPES).sort());
    const objects = Object.entries(TYPES).map(([name, type]) => [type, manifest(name)] as const);
    expect(await complaints(...objects)).toBe("");
  });

  it("would be found out if a key were misspelt", async () => {
    const spec = { ...shards.spec, backoffLimitPerIndx: 3 };
    expect(await complaints([TYPES["shards.yaml"]!, { ...shards, spec }])).toContain("backoffLimitPerIndx");
  });

  it("cut the run in as many shards as there are Pods", () => {
    expect(shards.spec!.completionMode).toBe("Indexed");
    const count = containerOf(shards).env!.find(({ name }) => name === "ABRSIM_SHARD_COUNT");
    expect(count).toEqual({ name: "ABRSIM_SHARD_COUNT", value: `${shards.spec!.completions}` });
  });

  it("meet what Kubernetes asks of limits for each index and of policies for failures", () => {
    expect(podOf(shards).restartPolicy).toBe("Never");
    expect(shards.spec!.backoffLimit).toBeUndefined();
    for (const { onExitCodes } of shards.spec!.podFailurePolicy!.rules)
      expect(onExitCodes?.containerName ?? containerOf(shards).name).toBe(containerOf(shards).name);
  });

  it("share one image and one volume, which many nodes can write to", () => {
    expect(volume.spec!.accessModes).toEqual(["ReadWriteMany"]);
    expect(containerOf(merge).image).toBe(containerOf(shards).image);
    for (const job of [shards, merge]) {
      const claims = podOf(job).volumes!.map(({ persistentVolumeClaim }) => persistentVolumeClaim!.claimName);
      expect(claims).toEqual([volume.metadata!.name]);
      const mounts = containerOf(job).volumeMounts!;
      expect(mounts.map(({ name }) => name)).toEqual(podOf(job).volumes!.map(({ name }) => name));
      expect(mounts.map(({ mountPath }) => mountPath)).toEqual([containerOf(job).workingDir]);
    }
  });
});

const SCENARIO = `
name: study
replicates: 5
traces: [${JSON.stringify(join(ROOT, "traces/4g/4g-01.csv"))}]
videos: [${JSON.stringify(join(ROOT, "scenarios/videos/nine-levels.yaml"))}]
policies: [bb]
`;

it("the containers' commands make what one machine makes", { timeout: 180_000 }, async () => {
  const bin = temporaryFolder();
  symlinkSync(PROGRAM, join(bin, "abrsim"));
  const folder = temporaryFolder({ "scenario.yaml": SCENARIO });
  const container = async (job: Job, env: NodeJS.ProcessEnv = {}) => {
    const { command, args } = containerOf(job);
    const [program, ...first] = command!;
    const PATH = `${bin}:${process.env["PATH"]}`;
    const { code, stderr } = await finished(program!, [...first, ...args!], folder, { ...env, PATH });
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  };
  for (const index of ["1", "0"])
    await container(shards, { JOB_COMPLETION_INDEX: index, ABRSIM_SHARD_COUNT: "2" });
  await container(merge);
  await abrsim(folder, ["run", "scenario.yaml", "--out", "alone", "--no-report"]);
  for (const name of ["sessions.csv", "summary.json", "run.json"])
    expect(readFileSync(join(folder, "results", name)), name).toEqual(
      readFileSync(join(folder, "alone", name)),
    );
});
