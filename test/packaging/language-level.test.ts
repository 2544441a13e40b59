import { transform } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { findPolicy } from "../../src/policies/index.js";
import { observedSessions } from "../support/observed/observe.js";
import { answersOf, type ObservedSession } from "../support/observed/session.js";
import { ROOT } from "../support/root.js";
import { bundleForPage, bundlePolicyForPage, PLAYER_TARGET, shippable } from "../support/shipped.js";
import { OldRealm } from "./old-realm.js";
import { playerFiles } from "./player-files.js";

/*
 * What is published for players runs on ES2019: its syntax, and its built-ins. (The compiler has checked the latter by
 * their types: tsconfig.player.json.)
 */

/** Syntax that is newer than ES2019 is what a bundler for ES2019 rewrites. */
async function isOldSyntax(code: string): Promise<boolean> {
  const as = async (target: string) => (await transform(code, { target, minifyWhitespace: true })).code;
  return (await as(PLAYER_TARGET)) === (await as("esnext"));
}

describe("the syntax", () => {
  it.each([
    "a?.b",
    "a ?? b",
    "a ||= b",
    "class A { b = 1; }",
    "class A { static {} }",
    "1n; 2 ** 3n",
    "import.meta",
  ])("is newer than ES2019 in `%s`, which the test sees", async (code) => {
    expect(await isOldSyntax(code)).toBe(false);
  });

  it("is that of ES2019 in every file for players", async () => {
    const files = playerFiles();
    expect(files.map(({ path }) => path)).toContain("model/options.js");
    expect(files.length).toBeGreaterThan(100);
    const newer = [];
    for (const { path, code } of files) if (!(await isOldSyntax(code))) newer.push(path);
    expect(newer).toEqual([]);
  });

  it("names no `globalThis`, which the compiler takes for granted and ES2019 does not have, but where it is looked for", () => {
    const naming = playerFiles().filter(({ code }) => /\bglobalThis\b/.test(withoutComments(code)));
    expect(naming.map(({ path }) => path)).toEqual(["adapters/pilot/page.js"]);
  });
});

describe("the built-ins", () => {
  let realm: OldRealm;
  let sessions: readonly ObservedSession[];

  beforeAll(async () => {
    sessions = observedSessions().map((session) => ({ ...session, calls: session.calls.slice(0, 1000) }));
    const { code } = await bundleForPage('export * from "./test/support/observed/session.js";', ROOT, {
      format: "iife",
      globalName: "observed",
    });
    realm = new OldRealm();
    realm.run(code);
    realm.run(`var sessions = ${JSON.stringify(sessions)};`);
  });

  it.each([
    "[1].at(-1)",
    "Object.hasOwn({}, 'a')",
    "'a'.replaceAll('a', 'b')",
    "globalThis",
    "[1].values().map",
  ])("of the test's old world do not have `%s`", (expression) => {
    expect(() => realm.valueOf(`(${expression}).toString()`)).toThrow();
  });

  it.each(shippable)("of ES2019 are enough for %s, which answers the same as ever", async (name) => {
    const { code } = await bundlePolicyForPage(name, { format: "iife", globalName: "shipped" });
    realm.run(code);
    const { factory } = findPolicy(name)!;
    const expected = sessions.map((session) => answersOf(factory, session));
    const answers = realm.valueOf("sessions.map((session) => observed.answersOf(shipped.default, session))");
    expect(answers).toEqual(JSON.parse(JSON.stringify(expected)));
  });
});

const withoutComments = (code: string): string =>
  code.replaceAll(/\/\*[\s\S]*?\*\/|(?<![:"'`])\/\/.*$/gm, "");
