import type { Plugin } from "esbuild";

/** The doors that a policy may come in by, as files of this program relative to this one, without ending. */
const DOORS: ReadonlyMap<string, string> = new Map([
  ["abrsim/policies", "../../policies/index"],
  ["abrsim/estimators", "../../estimators/index"],
]);

/**
 * Resolves what a policy imports from its host: abrsim's own modules, from wherever this program is installed
 * (its sources in tests, its build otherwise), and Node's own, for CommonJS files that `require` them.
 */
export function hostModules(): Plugin {
  return {
    name: "host-modules",
    setup(build) {
      build.onResolve({ filter: /^abrsim\// }, ({ path }) => {
        const door = DOORS.get(path);
        return door === undefined ? undefined : { path: ownFile(door) };
      });
      // A module from a data: URL has no `require`, which is what would be called otherwise.
      build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
        kind === "require-call" && process.getBuiltinModule(path)
          ? { path, namespace: "node-builtin" }
          : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: "node-builtin" }, ({ path }) => ({
        contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
      }));
    },
  };
}

/** The door whose file a path names, as a policy imports it: "abrsim/policies". */
export function doorAt(path: string): string | undefined {
  const normal = path.replaceAll("\\", "/");
  return [...DOORS.keys()].find((door) => ownFile(DOORS.get(door)!) === normal);
}

/** The path of one of our own modules, which is TypeScript exactly if this one is. */
function ownFile(door: string): string {
  const ending = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
  const path = decodeURIComponent(new URL(door + ending, import.meta.url).pathname);
  return path.replace(/^\/(?=[A-Za-z]:\/)/, "");
}
