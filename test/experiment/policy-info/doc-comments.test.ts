import { describe, expect, it } from "vitest";
import { readDeclaredTypes } from "../../../src/experiment/policy-info/doc-comments.js";
import { libraryPolicyDocs } from "../../../src/experiment/policy-info/own-files.js";
import { policyDocs } from "../../../src/experiment/policy-info/policy-docs.js";
import { policies } from "../../../src/policies/registry.js";

const SOURCE = `import type { Seconds } from "../units.js";
import { type OtherOptions, other } from "./other.js";

/** Not an option. */
const LIMIT = 3;

export interface TimidOptions extends OtherOptions, Omit<LocalOptions, "third"> {
  /** Below this, nothing; seconds. */
  readonly reserve: Seconds;
  readonly alike: Seconds;

  readonly silent?: boolean;
}

interface LocalOptions {
  /**
   * A text of {@link TimidOptions}
   * on two lines.
   */
  readonly local: number;
}

/**
 * What it does, with
 * a list:
 *
 * 1. one
 * 2. two
 *    and more
 *
 * @see nobody
 */
export const timid: PolicyFactory<TimidOptions> = ({ reserve = 10 }) => {
  /** Not a member: */
  return { name: "timid" };
};
`;
const DECLARATION = `export interface TimidOptions {
    /** Below this, nothing; seconds. */
    readonly reserve: Seconds;
}
export type Alias = TimidOptions;
/** What it does. */
export declare const timid: PolicyFactory<Alias>;
`;

describe("readDeclaredTypes", () => {
  it("reads interfaces with what their members mean", () => {
    const { interfaces } = readDeclaredTypes(SOURCE);
    expect(interfaces.get("TimidOptions")).toEqual({
      members: new Map([
        ["reserve", "Below this, nothing; seconds."],
        ["alike", "Below this, nothing; seconds."],
        ["silent", undefined],
      ]),
      parents: ["OtherOptions", "LocalOptions"],
    });
    expect(interfaces.get("LocalOptions")?.members.get("local")).toBe("A text of TimidOptions on two lines.");
  });

  it("reads factories with what they do, in paragraphs and lists", () => {
    expect(readDeclaredTypes(SOURCE).factories.get("timid")).toEqual({
      options: "TimidOptions",
      comment: "What it does, with a list:\n\n1. one\n2. two and more",
    });
  });

  it("reads declaration files alike", () => {
    const { interfaces, factories } = readDeclaredTypes(DECLARATION);
    expect(interfaces.get("TimidOptions")?.members.get("reserve")).toBe("Below this, nothing; seconds.");
    expect(interfaces.get("Alias")?.parents).toEqual(["TimidOptions"]);
    expect(factories.get("timid")).toEqual({ options: "Alias", comment: "What it does." });
  });

  it("reads options that are declared on the spot", () => {
    const { interfaces, factories } = readDeclaredTypes(
      "const p: PolicyFactory<{ reserve: number }> = () => {}",
    );
    expect([...interfaces.get(factories.get("p")!.options)!.members.keys()]).toEqual(["reserve"]);
  });
});

describe("policyDocs", () => {
  const files: Record<string, string> = {
    "a/timid.js": SOURCE,
    "a/other.js":
      "export interface OtherOptions extends TimidOptions {\n  /** From elsewhere. */\n  other: number;\n}",
  };
  const read = async (path: string) => files[path];

  it("follows interfaces to the modules that declare them, circles too", async () => {
    const { description, meanings } = await policyDocs("a/timid.js", "timid", read);
    expect(description).toMatch(/^What it does/);
    expect(Object.fromEntries(meanings)).toEqual({
      reserve: "Below this, nothing; seconds.",
      alike: "Below this, nothing; seconds.",
      silent: undefined,
      other: "From elsewhere.",
      local: "A text of TimidOptions on two lines.",
    });
  });

  it("knows nothing of a file that says nothing", async () => {
    expect(await policyDocs("missing.js", undefined, read)).toEqual({
      description: undefined,
      meanings: new Map(),
    });
  });
});

describe("the library's own files", () => {
  it.each(policies)("say what $name does", async ({ name, defaults }) => {
    const { description, meanings } = await libraryPolicyDocs(name);
    expect(description?.length).toBeGreaterThan(80);
    expect([...meanings.keys()].filter((option) => !Object.hasOwn(defaults, option))).toEqual([]);
    const undocumented = Object.keys(defaults).filter((option) => meanings.get(option) === undefined);
    expect(undocumented).toEqual([]);
  });
});
