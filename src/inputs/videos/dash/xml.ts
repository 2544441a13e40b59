import { DOMParser, type Element, type Node, ParseError } from "@xmldom/xmldom";
import { excerpt, InputError } from "../../../errors.js";
import { isWithin, parseDecimal, type Quantity, quantityError } from "../../quantity.js";

/** Elements take up to 2.5 kB each as long as the document is read. A film of three hours has 54,000 segments of 2 s in ten levels. */
const MOST_ELEMENTS = 75_000;

/** An element of an XML document, which knows its place in the file. */
export class XmlElement {
  readonly #node: Element;
  readonly #file: string;

  constructor(node: Element, file: string) {
    this.#node = node;
    this.#file = file;
  }

  /** Its name without the prefix of its namespace. */
  get name(): string {
    return nameOf(this.#node);
  }

  /** Its place or that of one of its attributes: `stream.mpd:12, S@d`. */
  where(attribute?: string): string {
    const place = `${this.#file}:${this.#node.lineNumber ?? 1}`;
    return attribute === undefined ? place : `${place}, ${this.name}@${attribute}`;
  }

  /** The text within, without the white space around it. */
  get content(): string {
    return (this.#node.textContent ?? "").trim();
  }

  /** The elements within of that name. */
  children(name: string): readonly XmlElement[] {
    const found: XmlElement[] = [];
    for (let node = this.#node.firstChild; node !== null; node = node.nextSibling)
      if (isElement(node) && nameOf(node) === name) found.push(new XmlElement(node, this.#file));
    return found;
  }

  child(name: string): XmlElement | undefined {
    return this.children(name)[0];
  }

  /** An attribute; undefined where it is missing or empty. */
  text(attribute: string): string | undefined {
    return this.#node.getAttribute(attribute)?.trim() || undefined;
  }

  /** @throws InputError when the attribute is there, and no number within its range */
  number(attribute: string, quantity: Quantity): number | undefined {
    return this.has(attribute) ? this.needNumber(attribute, quantity) : undefined;
  }

  needNumber(attribute: string, quantity: Quantity): number {
    const text = this.text(attribute);
    const value = text === undefined ? undefined : parseDecimal(text);
    if (isWithin(value, quantity)) return value;
    throw quantityError(text, quantity, this.where(attribute));
  }

  has(attribute: string): boolean {
    return this.text(attribute) !== undefined;
  }
}

/**
 * The root of an XML document, of which only plain elements are taken: one with a document type could define entities,
 * each of which stands for many others.
 *
 * @param file how messages name the file
 * @throws InputError for what is no well-formed XML, naming the line
 */
export function readXml(text: string, file: string): XmlElement {
  const doctype = text.indexOf("<!DOCTYPE");
  if (doctype !== -1)
    throw new InputError({
      where: `${file}:${lineAt(text, doctype)}`,
      expected: "XML without a document type",
      received: excerpt(text.slice(doctype, doctype + 40)),
      hint: "Remove it: manifests have none",
    });
  if (countUpTo(MOST_ELEMENTS, text, "<") > MOST_ELEMENTS)
    throw new InputError({
      where: file,
      expected: `XML of at most ${MOST_ELEMENTS} tags`,
      received: "more",
      hint: "Describe segments by a template instead of one by one",
    });
  return new XmlElement(parse(text, file), file);
}

function parse(text: string, file: string): Element {
  const fail = (message: string, line: number | undefined): never => {
    throw new InputError({
      where: `${file}:${line || 1}`,
      expected: "well-formed XML",
      received: `an error: ${message.slice(0, LONGEST_MESSAGE)}`,
    });
  };
  let fault: { readonly message: string; readonly line: number | undefined } | undefined;
  try {
    const parser = new DOMParser({
      onError: (_, message, context: { readonly locator?: { readonly lineNumber?: number } }) => {
        fault = { message, line: context.locator?.lineNumber };
        throw new Error(message);
      },
    });
    const root = parser.parseFromString(text, "application/xml").documentElement;
    if (root !== null) return root;
  } catch (error) {
    if (!(error instanceof ParseError) && !(error instanceof Error && fault)) throw error;
    return fail(fault?.message ?? error.message, fault?.line);
  }
  return fail("no element", 1);
}

/** Characters of what the parser says: it may name every element that is open. */
const LONGEST_MESSAGE = 120;

const isElement = (node: Node): node is Element => node.nodeType === 1;
const nameOf = (node: Element): string => node.localName ?? node.nodeName;

function countUpTo(most: number, text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1 && count <= most; at = text.indexOf(part, at + 1)) count++;
  return count;
}

const lineAt = (text: string, offset: number): number => countUpTo(offset, text.slice(0, offset), "\n") + 1;
