import { excerpt, InputError } from "../../../errors.js";
import type { Seconds } from "../../../units.js";
import { isWithin } from "../../quantity.js";
import { VIDEO_S } from "../quantities.js";
import type { XmlElement } from "./xml.js";

/** XML Schema's duration: "PT2H15M30S". Of years and months, whose length varies, only none. */
const DURATION = /^P(?:0+Y)?(?:0+M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d*)?)S)?)?$/;

/** @throws InputError when the attribute is there, and no duration */
export function duration(element: XmlElement, attribute: string): Seconds | undefined {
  return time(element, attribute, (seconds) => isWithin(seconds, VIDEO_S), "a duration");
}

/** A time since the beginning of the film. */
export function start(element: XmlElement, attribute: string): Seconds | undefined {
  return time(element, attribute, (seconds) => seconds >= 0, "a time");
}

function time(
  element: XmlElement,
  attribute: string,
  isFine: (seconds: Seconds) => boolean,
  what: string,
): Seconds | undefined {
  const text = element.text(attribute);
  if (text === undefined) return undefined;
  const [all, days = 0, hours = 0, minutes = 0, seconds = 0] = DURATION.exec(text) ?? [];
  const total = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  if (all !== undefined && isFine(total)) return total;
  throw new InputError({
    where: element.where(attribute),
    expected: `${what} such as PT1H2M3.5S`,
    received: excerpt(text),
  });
}
