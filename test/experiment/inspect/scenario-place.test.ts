import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runIntoFolder } from "../../../src/experiment/folder/run-into-folder.js";
import { inspectSession } from "../../../src/experiment/inspect/inspect-session.js";
import { planExperiment } from "../../../src/experiment/plan-experiment.js";
import { folderWith } from "../user-policy/files.js";

const trace = (kbps: number) => `duration_s,bandwidth_kbps\n5,${kbps}\n5,400\n`;
const FILES = {
  "data/t/a.csv": trace(3000),
  "data/s.yaml": "traces: [t]\nvideos: [clip.yaml]\npolicies: [bb, ./p.mjs]\n",
  "data/p.mjs": "export default () => ({ name: 'p', decide: () => ({ level: 1 }) });\n",
  "data/clip.yaml":
    "segmentSeconds: 2\ndurationSeconds: 8\nlevels: [{ bitrateKbps: 300 }, { bitrateKbps: 900 }]\n",
  "data/from-cwd.yaml": "traces: [data/t]\nvideos: [data/clip.yaml]\npolicies: [bb, data/p.mjs]\n",
};

/** A folder with a run, made in it, of one of its scenarios; and another that has nothing to do with it. */
async function afterRun(scenario = "data/s.yaml", out = "reports/r") {
  const project = join(folderWith({ "project/x": "" }), "project");
  cpSync(folderWith(FILES), project, { recursive: true });
  const experiment = await planExperiment(scenario, { cwd: project });
  await runIntoFolder(experiment, {
    out: join(project, out),
    jobs: 1,
    segments: false,
    report: false,
    force: false,
    node: process.version,
    replay: () => "",
  });
  return { project, results: join(project, out), elsewhere: folderWith({ "x/y": "" }) };
}

const inspect = (results: string, cwd: string, more: object = {}) =>
  inspectSession(results, { policy: "p", trace: "a", cwd, ...more });
const completed = { end: { status: "completed" } };

const change = (path: string, edit: (run: Record<string, unknown>) => object) =>
  writeFileSync(path, JSON.stringify(edit(JSON.parse(readFileSync(path, "utf8")))));

describe("the scenario of a run", () => {
  it.each([
    ["beside which its paths lead", "data/s.yaml"],
    ["whose paths lead from the run's working folder", "data/from-cwd.yaml"],
  ])("%s: is found from any working folder", async (_, scenario) => {
    const { project, results, elsewhere } = await afterRun(scenario);
    for (const cwd of [project, join(project, "data"), join(project, "reports"), results, elsewhere])
      await expect(inspect(results, cwd)).resolves.toMatchObject(completed);
  });

  it("is found where the whole project has moved", async () => {
    const { project, elsewhere } = await afterRun();
    renameSync(project, join(elsewhere, "moved"));
    await expect(inspect(join(elsewhere, "moved/reports/r"), elsewhere)).resolves.toMatchObject(completed);
  });

  it("is found beside the results, without the folders that it was in", async () => {
    const { project, results, elsewhere } = await afterRun();
    cpSync(join(project, "data"), join(elsewhere, "bundle"), { recursive: true });
    cpSync(results, join(elsewhere, "bundle/r"), { recursive: true });
    renameSync(project, `${project}-gone`);
    await expect(inspect(join(elsewhere, "bundle/r"), elsewhere)).resolves.toMatchObject(completed);
  });

  it("is not another file of that name, whose inputs are not what the run read", async () => {
    const { results } = await afterRun();
    const other = folderWith({ ...FILES, "data/t/a.csv": trace(3001) });
    await expect(inspect(results, other)).resolves.toMatchObject(completed);
    const without = folderWith({ "data/s.yaml": FILES["data/s.yaml"] });
    await expect(inspect(results, without)).resolves.toMatchObject(completed);
  });

  it("is what the user names, and nothing else", async () => {
    const { project, results, elsewhere } = await afterRun("data/from-cwd.yaml");
    const scenario = join(project, "data/from-cwd.yaml");
    await expect(inspect(results, elsewhere, { scenario })).resolves.toMatchObject(completed);
    const other = join(folderWith({ ...FILES, "data/t/a.csv": trace(3001) }), "data/s.yaml");
    change(join(results, "run.json"), (run) => run);
    await expect(inspect(results, project, { scenario: join(project, "none.yaml") })).rejects.toThrow(
      /none\.yaml: expected a scenario file, got nothing of that name/,
    );
    const { results: more } = await afterRun();
    await expect(inspect(more, project, { scenario: other })).rejects.toThrow(
      /t\/a\.csv: expected the file that the run read, got one that has changed since\. Restore it, or run the scenario again$/,
    );
  });
});

describe("a scenario that is lost", () => {
  it("is asked for, by its recorded name, with where it was looked for", async () => {
    const { project, results, elsewhere } = await afterRun();
    mkdirSync(join(elsewhere, "r"));
    cpSync(results, join(elsewhere, "r"), { recursive: true });
    renameSync(join(project, "data"), join(project, "gone"));
    await expect(inspect("r", elsewhere)).rejects.toThrow(/expected a results folder/);
    const lost = inspect(join(elsewhere, "r"), elsewhere);
    await expect(lost).rejects.toThrow(
      /run\.json: expected the scenario's file, data\/s\.yaml, got nothing of that name in the working folder, in r, or above that\. Name it with --scenario$/,
    );
    const named = { scenario: join(project, "gone/s.yaml") };
    await expect(inspect(join(elsewhere, "r"), elsewhere, named)).resolves.toMatchObject(completed);
  });

  it("is asked for where run.json does not say its name", async () => {
    const { results, elsewhere } = await afterRun();
    change(join(results, "run.json"), ({ scenario_file, ...run }) => run);
    await expect(inspect(results, elsewhere)).rejects.toThrow(
      /run\.json: scenario\.traces\[0\]: t: expected .* nothing of that name.* name it with --scenario$/,
    );
  });

  it("is said to be what was taken for it, where that does not fit", async () => {
    const { project, results, elsewhere } = await afterRun();
    const text = (message: string) => new RegExp(`${message}.*If \\S+s\\.yaml is not the run's scenario`);
    writeFileSync(join(project, "data/t/a.csv"), trace(3001));
    await expect(inspect(results, elsewhere)).rejects.toThrow(text("one that has changed since"));
    renameSync(join(project, "data/t"), join(project, "data/u"));
    await expect(inspect(results, elsewhere)).rejects.toThrow(text("nothing of that name"));
  });

  it("does not hide that the choice of a session is wrong", async () => {
    const { results, elsewhere } = await afterRun();
    await expect(inspect(results, elsewhere, { policy: "q" })).rejects.toThrow(/^--policy: expected one of/);
  });
});
