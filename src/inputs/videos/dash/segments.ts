import { excerpt, InputError } from "../../../errors.js";
import type { Seconds } from "../../../units.js";
import type { LinkedFiles } from "../../linked-files.js";
import { checkCount, type ListedSegment } from "../listed-segments.js";
import { linkedMp4 } from "../mp4/file.js";
import { indexedSegments, segmentsOfMp4 } from "../mp4/segments.js";
import { fromTemplate, resolved } from "./addresses.js";
import { NUMBER, TIMESCALE } from "./quantities.js";
import { inherited, inheritedNumber, type Representation } from "./representations.js";
import { segmentTimes, type TimeContext } from "./segment-times.js";
import type { XmlElement } from "./xml.js";

/** What segments may need beside the MPD. */
export interface Beside {
  readonly linked: LinkedFiles;
  /** How long segments of a file are whose index is not here. */
  readonly segmentSeconds?: Seconds | undefined;
}

/**
 * The segments of a representation, by whichever of the four ways its MPD describes them (ISO/IEC 23009-1, 5.3.9).
 *
 * @throws InputError naming the line of what is missing or wrong
 */
export function segmentsOf(
  representation: Representation,
  beside: Beside,
): Promise<readonly ListedSegment[]> | readonly ListedSegment[] {
  const templates = inner(representation, "SegmentTemplate");
  if (templates.length > 0) return ofTemplate(representation, timesIn(representation, templates));
  const lists = inner(representation, "SegmentList");
  if (lists.length > 0) return ofList(representation, timesIn(representation, lists));
  return ofIndex(representation, beside);
}

/** Elements of a name in a representation and in what it is in, from the inside out. */
const inner = ({ context }: Representation, name: string): readonly XmlElement[] =>
  context.flatMap((element) => element.child(name) ?? []);

const timesIn = ({ period }: Representation, elements: readonly XmlElement[]): TimeContext => ({
  elements,
  timescale: inheritedNumber(elements, "timescale", TIMESCALE) ?? 1,
  duration: period.duration,
});

function ofTemplate(representation: Representation, times: TimeContext): readonly ListedSegment[] {
  const { id, bandwidth, base } = representation;
  const { elements } = times;
  const media = inherited(elements, "media");
  if (media === undefined)
    throw new InputError({
      where: elements[0]!.where(),
      expected: "a SegmentTemplate with a media attribute",
      received: "none",
    });
  const first = inheritedNumber(elements, "startNumber", NUMBER) ?? 1;
  const last = inheritedNumber(elements, "endNumber", NUMBER);
  const listed = last === undefined ? {} : { listed: Math.max(1, last - first + 1) };
  return segmentTimes({ ...times, ...listed }).map(({ start, seconds }, index) => {
    const values = { RepresentationID: id, Bandwidth: bandwidth, Number: first + index, Time: start };
    return { seconds, uri: resolved(base, fromTemplate(media, values)) };
  });
}

function ofList({ base }: Representation, context: TimeContext): readonly ListedSegment[] {
  const { elements } = context;
  const list = elements.find((element) => element.child("SegmentURL") !== undefined);
  const urls = list?.children("SegmentURL") ?? [];
  if (list === undefined)
    throw new InputError({
      where: elements[0]!.where(),
      expected: "a SegmentList with SegmentURL elements",
      received: "none",
    });
  checkCount(urls.length, list.where());
  const times = segmentTimes({ ...context, listed: urls.length });
  if (times.length < urls.length)
    throw new InputError({
      where: list.where(),
      expected: `a SegmentTimeline of ${urls.length} segments, as the list has`,
      received: `${times.length}`,
    });
  return urls.map((url, index) => ({
    seconds: times[index]!.seconds,
    uri: resolved(base, url.text("media") ?? ""),
    bytes: rangeOf(url, "mediaRange")?.bytes,
  }));
}

/** One file, whose index lies where SegmentBase says, or within; its segments are read there. */
async function ofIndex(
  representation: Representation,
  { linked, segmentSeconds }: Beside,
): Promise<readonly ListedSegment[]> {
  const { element, base, period } = representation;
  const [segmentBase] = inner(representation, "SegmentBase");
  const range = segmentBase && rangeOf(segmentBase, "indexRange");
  const file = await linkedMp4(base, linked);
  if (file !== undefined) return range ? indexedSegments(file, range.first, range.last) : segmentsOfMp4(file);
  if (segmentSeconds !== undefined && period.duration !== undefined)
    return evenly(period.duration, segmentSeconds, element.where());
  throw new InputError({
    where: (segmentBase ?? element).where(),
    expected: "a list of segments, or the file that has one in its index",
    received: base === "" ? "neither" : `no file ${excerpt(base)} on this disk`,
    hint: "Fetch the file, or say how long segments are, as in { path: stream.mpd, segmentSeconds: 4 }",
  });
}

function evenly(duration: Seconds, each: Seconds, where: string): readonly ListedSegment[] {
  const count = Math.max(1, Math.ceil(duration / each - 1e-6));
  checkCount(count, where);
  return Array.from({ length: count }, (_, index) => ({
    seconds: Math.min(each, duration - index * each),
  }));
}

/** "0-863", both ends included. */
function rangeOf(element: XmlElement, attribute: string) {
  const text = element.text(attribute);
  if (text === undefined) return undefined;
  const [first = Number.NaN, last = Number.NaN] = /^\d+-\d+$/.test(text) ? text.split("-").map(Number) : [];
  if (last >= first && Number.isSafeInteger(last)) return { first, last, bytes: last - first + 1 };
  throw new InputError({
    where: element.where(attribute),
    expected: "a byte range such as 0-863",
    received: excerpt(text),
  });
}
