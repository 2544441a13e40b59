/** The parts of a JSON Schema that say what a scenario may hold. */
interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

const HEAD = `# Settings

Every setting that a scenario, an arm or a profile may have: by group, then by key, in the units that the keys end in.
A group's keys are written as a mapping (\`player: { maxBufferSeconds: 30 }\`). A mechanism that is left out is not
there; \`false\` in its place switches off what a profile switches on. Keys marked * must be there wherever their
mapping is; others that a mechanism needs may come from the profile, and an error says which are missing.

What each profile sets is listed in [profiles.md](profiles.md); scenarios that show each mechanism at work are in
[mechanisms.md](mechanisms.md).
`;

/** Limits beyond which a number is a slip: not worth a word. */
const ANY_NUMBER = 1e9;

/** The page about all settings, in Markdown, made from the schema of scenarios. */
export function settingsPage(schema: Schema, groups: readonly string[]): string {
  const sections = groups.map((name) => {
    const group = schema.properties?.[name];
    if (!group) throw new RangeError(`no group ${name}`);
    const rows = distinct(rowsOf(group, []));
    return [
      `## ${name}`,
      "",
      group.description ?? "",
      "",
      "| key | takes | is |",
      "|---|---|---|",
      ...rows.map(({ key, takes, is }) => `| \`${key}\` | ${takes} | ${is} |`),
      "",
    ].join("\n");
  });
  return [HEAD, ...sections].join("\n");
}

interface Row {
  readonly key: string;
  readonly takes: string;
  readonly is: string;
}

/** One row a key, the keys of mappings below that of the mapping. */
function rowsOf(schema: Schema, path: readonly string[]): Row[] {
  return variantsOf(schema).flatMap((variant) => {
    const { properties = {}, required = [], items } = variant;
    const inItems = items ? rowsOf(items, [...path.slice(0, -1), `${path.at(-1) ?? ""}[]`]) : [];
    const kind = properties["kind"]?.const;
    const below = Object.entries(properties).flatMap(([key, value]) => {
      const inside = [...path, key];
      const star = required.includes(key) ? "*" : "";
      const row = {
        key: inside.join(".") + star,
        takes: takesOf(value),
        is: cell(value.description ?? ""),
      };
      return [row, ...rowsOf(value, inside)];
    });
    return [
      ...inItems,
      ...(kind === undefined ? below : below.map((row) => ({ ...row, key: `${kind}: ${row.key}` }))),
    ];
  });
}

/** Variants of a mapping share keys: each is listed once. */
function distinct(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

/** The forms that a value may have, but for \`false\`. */
function variantsOf(schema: Schema): readonly Schema[] {
  const forms = schema.anyOf ?? schema.oneOf;
  if (!forms) return [schema];
  return forms.flatMap((form) => (form.const === false ? [] : variantsOf(form)));
}

function takesOf(schema: Schema): string {
  const forms = variantsOf(schema);
  const words = [...new Set(forms.map(formOf))];
  const switches = [...(schema.anyOf ?? schema.oneOf ?? [])].some((form) => form.const === false);
  return [...words, ...(switches ? ["or `false`"] : [])].join(" ");
}

function formOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(", ");
  if (schema.type === "array") return "a list";
  if (schema.type === "object") return "a mapping";
  if (schema.type === "boolean") return "`true`, `false`";
  if (schema.type === "number" || schema.type === "integer") return numberOf(schema);
  return "text";
}

function numberOf({ type, minimum, exclusiveMinimum, maximum }: Schema): string {
  const parts = [type === "integer" ? "a whole number" : "a number"];
  if (exclusiveMinimum !== undefined) parts.push(`over ${exclusiveMinimum}`);
  if (minimum !== undefined && minimum > -ANY_NUMBER) parts.push(`from ${minimum}`);
  if (maximum !== undefined && maximum < ANY_NUMBER) parts.push(`to ${maximum}`);
  return parts.join(" ");
}

const cell = (text: string): string => text.replaceAll("|", "\\|");
