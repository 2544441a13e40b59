import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { abrsim, temporaryFolder } from "../support/cli.js";

/* A user's policy is code that runs inside the program. Whatever it does, the program's word can be trusted. */

const policy = (body: string) => `export default () => ({ name: "p", ${body} });\n`;

function folderWith(code: string, scenario = "") {
  return temporaryFolder({
    "t/a.csv": "duration_s,bandwidth_kbps\n5,3000\n",
    "clip.yaml":
      "segmentSeconds: 2\ndurationSeconds: 8\nlevels: [{ bitrateKbps: 300 }, { bitrateKbps: 900 }]\n",
    "p.mjs": code,
    "s.yaml": `traces: [t]\nvideos: [clip.yaml]\npolicies: [bb, ./p.mjs]\n${scenario}`,
  });
}

const run = (folder: string, ...args: string[]) => abrsim(folder, ["run", "s.yaml", "--no-report", ...args]);

describe("a policy that ends the process", () => {
  it.each([
    ["in a decision", policy("decide: () => process.exit(0)")],
    ["when it is loaded", "process.exit(0);\n"],
    ["by awaiting for ever", `await new Promise(() => {});\n${policy("decide: () => ({ level: 0 })")}`],
  ])("%s: is no success", async (_, code) => {
    const { code: exit, stdout, stderr } = await run(folderWith(code));
    expect({ exit, stdout }).toEqual({ exit: 70, stdout: "" });
    expect(stderr).toMatch(/^abrsim: ended before it was done, by code that it ran/);
  });
});

describe("a policy that fails outside of any call", () => {
  it.each([
    [
      "by a rejected promise",
      policy("decide() { Promise.reject(new Error('later')); return { level: 0 }; }"),
    ],
    [
      "by a timer",
      policy("decide() { setTimeout(() => { throw new Error('later') }); return { level: 0 }; }"),
    ],
  ])("%s: one line, and no success", async (_, code) => {
    const { code: exit, stderr } = await run(folderWith(code));
    expect(exit).toBe(70);
    expect(stderr).toContain("Error: later");
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

it("a policy that leaves a timer running does not keep the program alive", async () => {
  const { code, stdout } = await run(
    folderWith(`setInterval(() => {}, 1000);\n${policy("decide: () => ({ level: 0 })")}`),
  );
  expect(code).toBe(0);
  expect(stdout).toContain("2 policies");
});

it("what a policy prints does not get among the results", async () => {
  const folder = folderWith(
    policy("decide() { console.log('hello'); process.stdout.write('raw'); return { level: 0 }; }"),
    "replicates: 900\n",
  );
  for (const jobs of ["1", "2"]) {
    const { code, stdout, stderr } = await run(folder, "--format", "json", "--jobs", jobs, "--force");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty("arms");
    expect(stderr).toContain("hello");
  }
});

it("a policy that reaches into what others see fails alone", async () => {
  const folder = folderWith(policy("decide(o) { o.levels.length = 1; return { level: 0 }; }"));
  const { code, stdout } = await run(folder);
  expect(code).toBe(3);
  expect(stdout).toMatch(/1 completed[\s\S]*1 failed/);
});

it("an error of several lines is told in one", async () => {
  const folder = folderWith(policy("decide() { throw new Error('one\\ntwo'); }"));
  const { stderr } = await run(folder);
  expect(stderr).toMatch(/^failed: p on .*: decide\(\) threw Error: one two/m);
  expect(readdirSync(join(folder, "reports/s")).sort()).toEqual(["run.json", "sessions.csv", "summary.json"]);
});
