import { InputError } from "../../../errors.js";
import type { Seconds } from "../../../units.js";
import { baseOf } from "./addresses.js";
import { duration, start } from "./times.js";
import type { XmlElement } from "./xml.js";

/** A part of a film with representations of its own. */
export interface Period {
  readonly element: XmlElement;
  /** The address that those in it are relative to. */
  readonly base: string;
  /** How messages name it. */
  readonly inWords: string;
  /** Undefined where the MPD does not say, as of one that goes on. */
  readonly duration: Seconds | undefined;
}

/**
 * The periods of an MPD, in order. One lasts as it says, else to the beginning of the next, else to the end of the film
 * (ISO/IEC 23009-1, 5.3.2.1).
 *
 * @throws InputError where there is none, or one begins before the one before it
 */
export function periodsOf(mpd: XmlElement): readonly Period[] {
  const whole = duration(mpd, "mediaPresentationDuration");
  const base = baseOf(mpd, "");
  const elements = mpd.children("Period");
  if (elements.length === 0)
    throw new InputError({ where: mpd.where(), expected: "an MPD with a Period", received: "none" });
  const starts: (Seconds | undefined)[] = [];
  elements.forEach((element, at) => {
    const said = start(element, "start");
    const before = elements[at - 1];
    const earlier = starts.at(-1);
    if (said !== undefined && earlier !== undefined && said < earlier)
      throw new InputError({
        where: element.where("start"),
        expected: `a time from ${earlier} s on, where the period before begins`,
        received: `${said} s`,
      });
    starts.push(said ?? (before === undefined ? 0 : plus(earlier, duration(before, "duration"))));
  });
  return elements.map((element, at) => {
    const next = at + 1 < elements.length ? starts[at + 1] : whole;
    const id = element.text("id");
    return {
      element,
      base: baseOf(element, base),
      inWords: id === undefined ? `period ${at + 1}` : `period ${at + 1} ("${id}")`,
      duration: duration(element, "duration") ?? positive(minus(next, starts[at])),
    };
  });
}

const plus = (a: Seconds | undefined, b: Seconds | undefined) =>
  a === undefined || b === undefined ? undefined : a + b;
const minus = (a: Seconds | undefined, b: Seconds | undefined) =>
  a === undefined || b === undefined ? undefined : a - b;
const positive = (seconds: Seconds | undefined) =>
  seconds !== undefined && seconds > 0 ? seconds : undefined;
