import { join } from "node:path";
import { expect, it } from "vitest";
import { bundlePolicy, importPolicy, locateError } from "../../../src/experiment/user-policy/index.js";
import { CONTEXT, folderWith } from "./files.js";

const FILES = {
  "my policy (100%).ts": `import { dig } from "./lib/dig.js";

interface Options { deep?: boolean }

export default ({ deep = false }: Options) => ({
  name: "faulty",
  decide(o: any) {
    if (deep) return dig(o);
    const nothing = o.nothing;
    return nothing.there;
  },
});`,
  "lib/dig.ts": `type Any = any;\n\nexport function dig(o: Any) {\n  throw new Error("no ground");\n}`,
};

async function thrownBy(options: object) {
  const label = "policies/my policy (100%).ts";
  const bundle = await bundlePolicy(join(folderWith(FILES), "my policy (100%).ts"), label);
  const policy = (await importPolicy(bundle))(options, CONTEXT);
  try {
    policy.decide({} as never);
  } catch (error) {
    return { error, bundle };
  }
  throw new Error("expected the policy to throw");
}

it("finds the line of the user's file that threw", async () => {
  const { error, bundle } = await thrownBy({});
  expect(locateError(error, bundle)).toBe("policies/my policy (100%).ts:10");
});

it("finds the line in a file that it imports", async () => {
  const { error, bundle } = await thrownBy({ deep: true });
  expect(locateError(error, bundle)).toBe("policies/lib/dig.ts:4");
});

it("works on an error that crossed threads", async () => {
  const { error, bundle } = await thrownBy({});
  expect(locateError(structuredClone(error), structuredClone(bundle))).toBe(
    "policies/my policy (100%).ts:10",
  );
});

it("says nothing of errors from elsewhere, and of what is no error", async () => {
  const { bundle } = await thrownBy({});
  expect(locateError(new Error("ours"), bundle)).toBeUndefined();
  expect(locateError("text", bundle)).toBeUndefined();
  expect(locateError(undefined, bundle)).toBeUndefined();
});
