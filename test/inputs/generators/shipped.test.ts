import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { generateFamily, traceFamilies } from "../../../src/inputs/generators/index.js";
import { abrsimCsv } from "../../../src/report/trace-formats/abrsim.js";

const folder = (family: string) => fileURLToPath(new URL(`../../../traces/${family}/`, import.meta.url));

describe.each(traceFamilies.map((family) => family.name))("traces/%s", (family) => {
  it("holds, byte for byte, what the generator gives without options", () => {
    for (const { name, intervals } of generateFamily(family))
      expect(readFileSync(`${folder(family)}${name}`, "utf8") === abrsimCsv(intervals), name).toBe(true);
  });

  it("holds nothing else", () => {
    const generated = generateFamily(family).map(({ name }) => name);
    expect(readdirSync(folder(family)).sort()).toEqual(generated.sort());
  });
});
