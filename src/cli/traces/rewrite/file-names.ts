/** Bytes of a name without its ending: file systems take 255 in all. */
const LONGEST = 200;

/** All that some file system or shell may stumble over. Letters and digits of any script stay. */
const UNSAFE = /[^\p{L}\p{M}\p{N}._-]+/gu;

/** A file's name without folder, `.gz` and ending; what does not begin with a letter is no ending: `www.a.com_0`. */
export const stemOf = (name: string): string =>
  name
    .replace(/^.*[/\\]/, "")
    .replace(/(?<=.)\.gz$/i, "")
    .replace(/(?<=.)\.[a-z][a-z0-9]{0,9}$/i, "");

/** A part's name as a piece of a file's name, whatever is in it. */
export function safePart(part: string): string {
  const safe = part
    .normalize("NFC")
    .replace(/\p{Surrogate}/gu, "-")
    .replace(UNSAFE, "-")
    .replace(/^[.-]+|[.-]+$/g, "");
  return safe || "unnamed";
}

/**
 * Makes names that differ from all that it made before, also on a file system that ignores case, and none too long.
 *
 * @returns what takes a name, that may lie in a folder below, and its ending, and puts a number between them if need be
 */
export function uniqueNames(): (name: string, ending: string) => string {
  /** How often each was asked for. */
  const taken = new Map<string, number>();
  const keyOf = (name: string) => name.normalize("NFC").toLowerCase();
  return (name, ending) => {
    const short = shortened(name);
    const key = keyOf(short + ending);
    let number = (taken.get(key) ?? 0) + 1;
    const numbered = () => `${short}${number > 1 ? `-${number}` : ""}${ending}`;
    let unique = numbered();
    while (taken.has(keyOf(unique))) {
      number++;
      unique = numbered();
    }
    taken.set(keyOf(unique), 1).set(key, number);
    return unique;
  };
}

function shortened(name: string): string {
  const slash = name.lastIndexOf("/") + 1;
  const characters = Array.from(name.slice(slash));
  let bytes = 0;
  const end = characters.findIndex((character) => {
    bytes += Buffer.byteLength(character);
    return bytes > LONGEST;
  });
  return end === -1 ? name : name.slice(0, slash) + characters.slice(0, end).join("");
}
