import type { BitsPerSecond } from "../../../units.js";
import { isWithin, type Quantity, quantityError } from "../../quantity.js";
import { audioCodecOf, videoCodecOf } from "../codecs.js";
import { BITRATE_BPS } from "../quantities.js";
import { baseOf } from "./addresses.js";
import type { Period } from "./periods.js";
import type { XmlElement } from "./xml.js";

/** One encoding of one medium over one period. */
export interface Representation {
  readonly element: XmlElement;
  /** It and what it is in, from the inside out: what an inner one does not say, an outer one does. */
  readonly context: readonly XmlElement[];
  readonly period: Period;
  readonly base: string;
  /** Missing in the MPD: its place among all of its set. */
  readonly id: string;
  readonly bandwidth: BitsPerSecond;
  readonly codecs: string | undefined;
}

/** Representations that a player may switch between. */
export interface AdaptationSet {
  readonly element: XmlElement;
  readonly kind: "video" | "audio";
  readonly representations: readonly Representation[];
}

/** The adaptation sets of video and audio of a period, without those for fast forward. */
export function adaptationSetsOf(period: Period): readonly AdaptationSet[] {
  return period.element
    .children("AdaptationSet")
    .filter((element) => !isTrickMode(element))
    .flatMap((element) => {
      const base = baseOf(element, period.base);
      const all = element.children("Representation");
      const kind = kindOf([...all.slice(0, 1), element]);
      if (kind === undefined) return [];
      const representations = all.map((each, place) =>
        representation(each, [each, element, period.element], period, base, String(place)),
      );
      return { element, kind, representations };
    });
}

function representation(
  element: XmlElement,
  context: readonly XmlElement[],
  period: Period,
  base: string,
  place: string,
): Representation {
  return {
    element,
    context,
    period,
    base: baseOf(element, base),
    id: element.text("id") ?? place,
    bandwidth: element.needNumber("bandwidth", BITRATE_BPS),
    codecs: inherited(context, "codecs"),
  };
}

/** An attribute of the innermost element that has it. */
export function inherited(context: readonly XmlElement[], attribute: string): string | undefined {
  return context.find((element) => element.has(attribute))?.text(attribute);
}

/** A number of the innermost element that has it. */
export function inheritedNumber(
  context: readonly XmlElement[],
  attribute: string,
  quantity: Quantity,
): number | undefined {
  return context.find((element) => element.has(attribute))?.needNumber(attribute, quantity);
}

/** A ratio such as "30000/1001", or a number. @throws InputError for what is neither, or out of range */
export function inheritedRatio(
  context: readonly XmlElement[],
  attribute: string,
  quantity: Quantity,
): number | undefined {
  const element = context.find((each) => each.has(attribute));
  const text = element?.text(attribute);
  if (element === undefined || text === undefined) return undefined;
  const [, above, below = "1"] = /^(\d+(?:\.\d+)?)(?:\/(\d+))?$/.exec(text) ?? [];
  const value = Number(above) / Number(below);
  if (isWithin(value, quantity)) return value;
  throw quantityError(text, quantity, element.where(attribute));
}

/** What a set says it is; else what its MIME type or its codecs say; undefined for text and still images. */
function kindOf(context: readonly XmlElement[]): AdaptationSet["kind"] | undefined {
  const said = inherited(context, "contentType") ?? inherited(context, "mimeType")?.split("/", 1)[0];
  if (said === "video" || said === "audio") return said;
  if (said !== undefined) return undefined;
  const codecs = inherited(context, "codecs");
  if (videoCodecOf(codecs) !== undefined || inherited(context, "width") !== undefined) return "video";
  return audioCodecOf(codecs) !== undefined ? "audio" : undefined;
}

/** DASH-IF's interoperability points, part 5: a set of key pictures, for one that is played at normal speed. */
const isTrickMode = (set: XmlElement): boolean =>
  ["EssentialProperty", "SupplementalProperty"].some((name) =>
    set.children(name).some((property) => /\/trickmode$/i.test(property.text("schemeIdUri") ?? "")),
  );
