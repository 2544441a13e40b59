import { describe, expect, it } from "vitest";
import { scenarioJsonSchema } from "../../../src/experiment/scenario/index.js";
import { scenarioSchema } from "../../../src/experiment/scenario/schema.js";
import { allKeys } from "../../../src/experiment/scenario/schema-walk.js";

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: unknown;
  readonly description?: string;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

const published = JSON.parse(JSON.stringify(scenarioJsonSchema())) as JsonSchema & Record<string, unknown>;

/** Every mapping of the published schema, however deep. */
function mappings(schema: JsonSchema): JsonSchema[] {
  const below = [
    schema.items,
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...Object.values(schema.properties ?? {}),
  ];
  const found = below.flatMap((each) => (each ? mappings(each) : []));
  return schema.properties ? [schema, ...found] : found;
}

describe("the published JSON Schema", () => {
  it("is of draft 2020-12 and plain JSON", () => {
    expect(published["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(published).toEqual(scenarioJsonSchema());
  });

  it("describes every key", () => {
    const keys = mappings(published).flatMap((each) => Object.entries(each.properties!));
    expect(keys.length).toBeGreaterThan(300);
    expect(keys.filter(([, schema]) => !schema.description).map(([key]) => key)).toEqual([]);
  });

  it("refuses unknown keys as the program does", () => {
    expect(mappings(published).every((each) => each.additionalProperties === false)).toBe(true);
  });

  it("requires what the program requires", () => {
    expect(published["required"]).toEqual(["traces", "policies"]);
  });

  it("describes in whole sentences", () => {
    for (const { path, description } of allKeys(scenarioSchema)) {
      expect(`${path.join(".")}: ${description}`).toMatch(/: [A-Z].*\.$/);
    }
  });
});
