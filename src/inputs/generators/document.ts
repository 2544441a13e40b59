import { Document, isCollection, isPair, isScalar, visit } from "yaml";
import { excerpt, InputError } from "../../errors.js";
import { nearestHint } from "../../suggestion.js";
import { readDocument, type SourceDocument } from "../document.js";
import { Fields } from "../fields.js";
import type { Models, TraceGenerator } from "./family.js";
import { GENERATOR_KINDS, KIND_NAMES } from "./kinds.js";

const IDENTITY = ["generator", "name", "description", "source"] as const;
/** It becomes the name of a folder and of files. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/**
 * Reads a generator's document, YAML or JSON, such as {@link generatorDocument} writes:
 *
 * ```yaml
 * generator: ar1            # a kind
 * name: my-line             # missing: the file's name
 * description: ...          # this and source may be missing
 * source: ...
 * meanMbps: 5               # and what other parameters the kind has
 * ```
 *
 * @param where how messages name the document
 * @param fallbackName for one that does not say its own
 * @throws InputError for what is not such a document, naming the line
 */
export function readGenerator(text: string, where: string, fallbackName: string): TraceGenerator {
  return generatorFrom(readDocument(text, where), fallbackName);
}

/** The same from a document that has been parsed. */
export function generatorFrom(document: SourceDocument, fallbackName: string): TraceGenerator {
  const kind = kindOf(new Fields(document, [], document.value));
  const { parameters, description, source } = GENERATOR_KINDS[kind];
  const known = [...IDENTITY, ...parameters.map(({ name }) => name)];
  const fields = new Fields(document, [], document.value, known);
  const name = fields.text("name") ?? fallbackName;
  if (!NAME.test(name))
    throw new InputError({
      where: fields.where("name"),
      expected:
        "a name of letters, digits, dots, hyphens and underscores that begins with a letter or a digit",
      received: excerpt(name),
    });
  return {
    name,
    description: fields.text("description") ?? description,
    source: fields.text("source") ?? source,
    kind,
    model: GENERATOR_KINDS[kind].read(fields, document),
  } as TraceGenerator;
}

function kindOf(fields: Fields): keyof Models {
  const name = fields.get("generator");
  const kind = KIND_NAMES.find((known) => known === name);
  if (kind !== undefined) return kind;
  throw new InputError({
    where: fields.where("generator"),
    expected: `a generator: ${KIND_NAMES.join(", ")}`,
    received: excerpt(name),
    ...(typeof name === "string" && nearestHint(name, KIND_NAMES)),
  });
}

/** A generator as the document that says it: plain values, units in their keys. */
export function plainDocument<Kind extends keyof Models>(
  family: TraceGenerator<Kind>,
): Readonly<Record<string, unknown>> {
  const { name, description, source, kind, model } = family;
  return { generator: kind, name, description, source, ...GENERATOR_KINDS[kind].write(model) };
}

/** A generator as YAML that {@link readGenerator} reads back equal. */
export function generatorDocument(family: TraceGenerator): string {
  const document = new Document(plainDocument(family), { aliasDuplicateObjects: false });
  visit(document, {
    Collection(_, node) {
      // What holds nothing but single values is short, and stands on one line.
      const values = node.items.map((item) => (isPair(item) ? item.value : item));
      if (node !== document.contents && isCollection(node)) node.flow = values.every(isScalar);
    },
  });
  return document.toString({ lineWidth: 120, flowCollectionPadding: true });
}
