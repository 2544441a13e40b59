import { excerpt, InputError } from "../../errors.js";
import type { PlaybackRequest, RequestedResource } from "../../model/playback.js";
import { bitsFromBytes } from "../../units.js";
import type { Path, SourceDocument } from "../document.js";
import { Fields } from "../fields.js";
import { BYTES, placeOf, SECONDS } from "./quantities.js";
import type { StreamShape } from "./read-stream.js";

/** @throws InputError for a request that lacks something, or whose times run backwards */
export function readRequest(
  document: SourceDocument,
  path: Path,
  value: unknown,
  shape: StreamShape,
): PlaybackRequest {
  const fields = new Fields(document, path, value);
  const abortedAt = fields.number("aborted_s", SECONDS);
  const request: PlaybackRequest = {
    what: readResource(fields, shape),
    start: fields.needNumber("start_s", SECONDS),
    firstByte: fields.number("first_byte_s", SECONDS),
    end: abortedAt === undefined ? fields.needNumber("end_s", SECONDS) : undefined,
    size: bitsFromBytes(fields.needNumber("bytes", BYTES)),
    aborted:
      abortedAt === undefined
        ? undefined
        : { at: abortedAt, sent: bitsFromBytes(fields.needNumber("sent_bytes", BYTES)) },
  };
  checkOrder(request, fields);
  return request;
}

function readResource(fields: Fields, { segments, levels }: StreamShape): RequestedResource {
  const kind = fields.get("kind");
  const level = () => fields.needNumber("level", placeOf("level", levels));
  switch (kind) {
    case "manifest":
      return { kind, name: fields.text("path") ?? "" };
    case "init":
      return { kind, level: level() };
    case "segment":
      return { kind, level: level(), segment: fields.needNumber("segment", placeOf("segment", segments)) };
    default:
      throw new InputError({
        where: fields.where("kind"),
        expected: "manifest, init or segment",
        received: excerpt(kind),
      });
  }
}

function checkOrder({ start, firstByte, end, aborted }: PlaybackRequest, fields: Fields): void {
  // What was aborted may have been sent its first bytes when nobody listened any more.
  const times = aborted ? [start, aborted.at] : [start, firstByte ?? start, end!];
  if (times.every((time, at) => at === 0 || time >= times[at - 1]!)) return;
  throw new InputError({
    where: fields.where("start_s"),
    expected: "a request that begins, is answered and ends in this order",
    received: times.join(", "),
  });
}
