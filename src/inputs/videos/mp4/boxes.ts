import { IsoBoxReadView } from "@svta/cml-iso-bmff";
import { type Mp4File, notMp4 } from "./file.js";

/** A box: its type, and where it lies, its header included. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly headerSize: number;
  /** Bytes, of the header and of what is within. */
  readonly size: number;
}

/** Bytes of the longest header: size, type and the size of a large box. */
const LONGEST_HEADER = 16;
const HEADER = 8;

/** Bytes of the largest box that is read whole; indexes and fragment headers are far smaller. */
const LARGEST_READ = 16 * 1024 * 1024;

/** Bytes read at once on the way from box to box: many are shorter. */
const STEP = 4096;
/** Boxes looked at in a file; one of a hundred thousand fragments has fewer. */
const MOST_BOXES = 1_000_000;

/** The boxes of a file, from the first on; what they hold is not read. @throws InputError for what is no box */
export async function* boxesOf(file: Mp4File): AsyncGenerator<Box> {
  let step: { readonly start: number; readonly bytes: Uint8Array } | undefined;
  let start = 0;
  for (let count = 0; start < file.size; count++) {
    if (step === undefined || start + LONGEST_HEADER > step.start + step.bytes.length)
      step = { start, bytes: await file.read(start, start + STEP - 1) };
    const box = boxAt(step.bytes, start - step.start, file.size - start);
    if (box === undefined) throw notMp4(file.where, `no box at byte ${start}`);
    if (count === MOST_BOXES) throw notMp4(file.where, `more than ${MOST_BOXES} boxes`);
    yield { ...box, start };
    start += box.size;
  }
}

/** The bytes of a box, its header included. */
export async function bytesOf(file: Mp4File, { type, start, size }: Box): Promise<Uint8Array> {
  if (size > LARGEST_READ) throw notMp4(file.where, `a box ${type} of ${size} bytes`);
  return file.read(start, start + size - 1);
}

/** The boxes among bytes, each as its own bytes; what is no box ends them. */
export function* boxesIn(
  bytes: Uint8Array,
): Generator<{ readonly type: string; readonly bytes: Uint8Array }> {
  for (let start = 0; start < bytes.length; ) {
    const box = boxAt(bytes, start, bytes.length - start);
    if (box === undefined) return;
    yield { type: box.type, bytes: bytes.subarray(start, start + box.size) };
    start += box.size;
  }
}

/** The boxes that lie in boxes, by the types on the way: `within(moov, "trak", "mdia")`. */
export function within(box: Uint8Array, ...types: readonly string[]): readonly Uint8Array[] {
  const [type, ...inner] = types;
  if (type === undefined) return [box];
  return [...boxesIn(bodyOf(box))].flatMap((child) =>
    child.type === type ? within(child.bytes, ...inner) : [],
  );
}

/** What a reader of the package makes of a box of its type. @throws RangeError where the box ends too early */
export const readWith = <T>(reader: (view: IsoBoxReadView) => T, box: Uint8Array): T =>
  reader(new IsoBoxReadView(bodyOf(box)));

const bodyOf = (box: Uint8Array): Uint8Array =>
  box.subarray(boxAt(box, 0, box.length)?.headerSize ?? box.length);

/** @param space bytes from there to the end of what it is in */
function boxAt(bytes: Uint8Array, start: number, space: number): Box | undefined {
  if (bytes.length - start < HEADER) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.length - start);
  const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
  const short = view.getUint32(0);
  const isLarge = short === 1;
  if (isLarge && view.byteLength < LONGEST_HEADER) return undefined;
  const headerSize = isLarge ? LONGEST_HEADER : HEADER;
  // Of size 0 is the last box, which goes to the end.
  const size = isLarge ? Number(view.getBigUint64(8)) : short || space;
  if (size < headerSize || size > space || !/^[\x20-\x7e\xa9]{4}$/.test(type)) return undefined;
  return { type, start, headerSize, size };
}
