import { isElsewhere } from "../../linked-files.js";
import type { XmlElement } from "./xml.js";

/**
 * Where an address leads that stands in a context of another one (RFC 3986, section 5.2). Relative ones stay so: they
 * may climb out of the manifest's folder.
 */
export function resolved(base: string, address: string): string {
  if (address === "" || isElsewhere(address)) return address || base;
  if (isElsewhere(base)) return URL.canParse(address, base) ? new URL(address, base).href : address;
  if (address.startsWith("/")) return address;
  const [path = ""] = base.split(/[?#]/, 1);
  return path.slice(0, path.lastIndexOf("/") + 1) + address;
}

/** The address that an element's BaseURLs give; of several, which name the same on other hosts, the first. */
export function baseOf(element: XmlElement, outer: string): string {
  return resolved(outer, element.child("BaseURL")?.content ?? "");
}

/** What the identifiers of a template stand for. */
export interface TemplateValues {
  readonly RepresentationID: string;
  readonly Bandwidth: number;
  readonly Number: number;
  readonly Time: number;
}

/** `$Number$`, `$Time%08d$`, `$$` (ISO/IEC 23009-1, 5.3.9.4.4). */
const IDENTIFIER = /\$(?:(RepresentationID|Bandwidth|Number|Time)(?:%0(\d{1,2})d)?)?\$/g;

/** An address from a template; identifiers that nobody knows stay as they are. */
export function fromTemplate(template: string, values: TemplateValues): string {
  return template.replace(
    IDENTIFIER,
    (_, name: keyof TemplateValues | undefined, width: string | undefined) =>
      name === undefined ? "$" : String(values[name]).padStart(Number(width ?? 0), "0"),
  );
}
