import { describe, expect, it } from "vitest";
import { abrsim, temporaryFolder } from "../support/cli.js";

/* A policy that never comes back breaks a promise like any other, and the check says so within bounds. */

const looping = (when: string) => `
import type { PolicyFactory } from "abrsim/policies";
const p: PolicyFactory<object> = () => ({
  name: "p",
  decide(o) {
    while (${when});
    return { level: o.allowed[0] };
  },
});
export default p;
`;

const check = (code: string, ...args: string[]) =>
  abrsim(temporaryFolder({ "p.ts": code }), ["policies", "check", "p.ts", "--timeout", "2", ...args]);

describe("abrsim policies check, of a policy that does not come to an end", () => {
  it("says at which observation and where, and how to try it again", async () => {
    const folder = temporaryFolder({ "p.ts": looping("o.segment.index === 3") });
    const again = (...args: string[]) =>
      abrsim(folder, ["policies", "check", "p.ts", "--timeout", "2", "--runs", "50", ...args]);
    const { code, stdout, stderr } = await again();
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(/^✗ comes to an end whenever it is called\n/m);
    expect(stdout).toContain("decide() had not come to an end after 2 s (p.ts:6)");
    expect(stdout).toMatch(/decision 4: .*\bsegment 3\b/);
    expect(stdout).toMatch(/\np\.ts breaks 1 rule of the contract; what comes after that was not tried\n$/);
    const [, seed, path] = /again: --seed (\d+) --path (legal:\d+)/.exec(stdout)!;
    const once = await again("--seed", seed!, "--path", path!);
    expect(once.code).toBe(1);
    expect(once.stdout).toContain(`again: --seed ${seed} --path ${path}`);
  });

  it("while a smaller session is looked for that breaks another rule", async () => {
    const code = looping("o.levels.length === 1").replace("o.allowed[0]", "99");
    const { code: exit, stdout } = await check(code);
    expect(exit).toBe(1);
    expect(stdout).toContain("decide() had not come to an end after 2 s (p.ts:6)");
  });

  it("in a whole session alone", async () => {
    const { code, stdout } = await check(looping("o.segment.index > 60"), "--runs", "5");
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ comes to an end .*\n +decide\(\) had not .*\(p\.ts:6\)\n +p\.ts on trace /);
  });

  it.each([
    ["in the factory", "export default () => { for (;;); };\n", "the factory had not"],
    ["when it is loaded", "for (;;);\nexport default () => {};\n", "loading it had not"],
  ])("%s", async (_, code, problem) => {
    const { code: exit, stdout } = await check(code, "--format", "json");
    expect(exit).toBe(1);
    const { rules } = JSON.parse(stdout);
    expect(rules).toMatchObject([
      { rule: "end", status: "broken", problem: expect.stringContaining(problem), place: "p.ts:1" },
    ]);
  });

  it("one that does keeps that promise too", async () => {
    const { code, stdout } = await check(looping("false"), "--runs", "5");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✓ comes to an end whenever it is called$/m);
  });
});
