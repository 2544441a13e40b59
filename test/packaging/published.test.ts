import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adapterNames, manifest } from "../support/manifest.js";
import { ROOT } from "../support/root.js";
import { bundleForPage } from "../support/shipped.js";

/*
 * The package as npm would publish it, of the build as it is. It is unpacked into an empty project, and beside it is
 * what it declares to depend on and nothing else: as npm installs it, without a network.
 */

const PLAYER_DOORS = Object.keys(manifest.exports)
  .filter((path) => /^\.\/(?:policies|estimators|adapters)\b/.test(path))
  .map((path) => path.replace(".", "abrsim"));
const DOORS = ["abrsim", ...PLAYER_DOORS];

let folder: string;
let tarball: string;
let project: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "abrsim-package-"));
  const packing = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const [{ filename }] = JSON.parse(run("npm", packing, ROOT)) as [{ filename: string }];
  tarball = join(folder, filename);
  project = join(folder, "project");
  const installed = join(project, "node_modules/abrsim");
  mkdirSync(installed, { recursive: true });
  run("tar", ["xzf", tarball, "-C", installed, "--strip-components=1"], project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "project", private: true }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("in a project without its dependencies, as a page has it", () => {
  it("each of its doors for players is imported by Node", () => {
    expect(withoutExports(PLAYER_DOORS)).toEqual([]);
  });

  it.each(PLAYER_DOORS)("%s is bundled for browsers, of the package's files alone", async (door) => {
    const { code, inputs } = await bundleForPage(`export * from "${door}";`, project);
    expect(code).not.toMatch(/\brequire\b|\bprocess\b|node:/);
    const foreign = inputs.filter(
      (path) => !path.startsWith("node_modules/abrsim/dist/") && path !== "<stdin>",
    );
    expect(foreign).toEqual([]);
  });

  it.each([
    ["node16", "node16"],
    ["esnext", "bundler"],
  ])(
    "has types by module %s, resolved as %s, that need neither Node nor the DOM",
    (module, moduleResolution) => {
      expect(typeErrors(PLAYER_DOORS, { module, moduleResolution, lib: ["ES2019"] })).toBe("");
    },
  );
});

describe("in a project with its dependencies", () => {
  beforeAll(() => {
    for (const name of Object.keys(manifest.dependencies)) {
      const link = join(project, "node_modules", name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(ROOT, "node_modules", name), link);
    }
  });

  it("each of its doors is imported by Node", () => {
    expect(withoutExports(DOORS)).toEqual([]);
  });

  it.each([
    ["node16", "node16"],
    ["esnext", "bundler"],
  ])("has types by module %s, resolved as %s", (module, moduleResolution) => {
    // The DOM, or Node, has the AbortSignal that stops a run.
    expect(typeErrors(DOORS, { module, moduleResolution, lib: ["ES2022", "DOM"] })).toBe("");
  });

  it("runs as a program", () => {
    const program = join(project, "node_modules/abrsim/dist/cli/main.js");
    expect(run(process.execPath, [program, "--version"], project).trim()).toBe(manifest.version);
  });

  it("runs a policy of the project that imports abrsim/policies", () => {
    writeFileSync(join(project, "simulate.mjs"), SIMULATION);
    expect(run(process.execPath, ["simulate.mjs"], project).trim()).toBe("completed");
  });
});

describe("its manifest", () => {
  it("passes publint", async () => {
    const { messages, pkg } = await publint({ pack: { tarball: bytesOf(tarball) }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg!))).toEqual([]);
  });

  it("passes arethetypeswrong, for what is ES modules alone", () => {
    const attw = join(ROOT, "node_modules/.bin/attw");
    expect(() => run(attw, [tarball, "--profile", "esm-only", "--no-definitely-typed"], ROOT)).not.toThrow();
  });

  it("names each player once: tested in the version of devDependencies, and in no page's way", () => {
    const players = Object.keys(manifest.peerDependencies ?? {});
    expect(players.length).toBe(adapterNames.length);
    for (const player of players) {
      expect(manifest.devDependencies, player).toHaveProperty([player]);
      expect(manifest.peerDependenciesMeta?.[player], player).toEqual({ optional: true });
    }
  });
});

const SIMULATION = `
import { loadTraces, loadVideos, settingsOfProfile, simulate } from "abrsim";
import { bola } from "abrsim/policies";
const here = { base: "node_modules/abrsim", cwd: process.cwd() };
const [{ trace }] = await loadTraces(["traces/4g/4g-01.csv"], here);
const [{ video }] = await loadVideos(["scenarios/videos/nine-levels.yaml"], here);
console.log(simulate({ trace, video, policy: bola, settings: settingsOfProfile("reference") }).end.status);
`;

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Those of the doors that export nothing. @throws Error when one cannot be imported */
function withoutExports(doors: readonly string[]): unknown {
  const code = `const empty = [];
    for (const door of ${JSON.stringify(doors)}) if (Object.keys(await import(door)).length === 0) empty.push(door);
    console.log(JSON.stringify(empty));`;
  return JSON.parse(run(process.execPath, ["--input-type=module", "-e", code], project));
}

/** What the compiler has against a module that imports all of the doors, their declarations included; empty if nothing. */
function typeErrors(doors: readonly string[], options: object): string {
  const names = doors.map((_, index) => `door${index}`);
  const imports = doors.map((door, index) => `import * as ${names[index]} from "${door}";`);
  writeFileSync(join(project, "doors.mts"), [...imports, `export { ${names.join(", ")} };`].join("\n"));
  const compilerOptions = {
    target: "ES2022",
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
    ...options,
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["doors.mts"] }));
  try {
    return run(join(ROOT, "node_modules/.bin/tsc"), ["-p", "tsconfig.json", "--pretty", "false"], project);
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout ?? error);
  }
}

function bytesOf(path: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}
