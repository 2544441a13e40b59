import { InputError } from "../../../errors.js";

/** Files that differ in one number of their names, by rising number. */
export interface NumberedFiles {
  /** Their name with # for the number: "720p/seg-#.m4s". */
  readonly label: string;
  /** Names with their folders, as in "720p/seg-3.m4s". */
  readonly names: readonly string[];
}

/** A name in pieces: what stands around the numbers of its last part without its ending, and the numbers. */
interface Pieces {
  readonly name: string;
  readonly around: readonly string[];
  readonly numbers: readonly string[];
}

/**
 * Files in groups that differ in the number that counts them: of several numbers that differ, the last one that counts up
 * without gaps, else the last. So "360p-1.ts, 360p-2.ts, 720p-1.ts, 720p-2.ts" and "1-360p.ts, 2-360p.ts, ..." are two
 * groups of two each.
 *
 * @param where how messages name the folder
 * @throws InputError where a group has a gap, or a number twice
 */
export function numberedFiles(names: readonly string[], where: string): readonly NumberedFiles[] {
  const alike = grouped(names.map(piecesOf), ({ around }) => around.join("#"));
  return alike.flatMap((pieces) => {
    const counter = counterAmong(pieces);
    if (counter === undefined) return pieces.map(({ name }) => ({ label: name, names: [name] }));
    const label = ({ around, numbers }: Pieces) =>
      around.map((text, at) => text + (at === counter ? "#" : (numbers[at] ?? ""))).join("");
    return grouped(pieces, label).map((group) => inOrder(group, counter, label(group[0]!), where));
  });
}

function piecesOf(name: string): Pieces {
  const slash = name.lastIndexOf("/") + 1;
  const dot = name.lastIndexOf(".");
  const end = dot > slash ? dot : name.length;
  const texts = name.slice(slash, end).split(/\d+/);
  texts[0] = name.slice(0, slash) + texts[0];
  texts[texts.length - 1] += name.slice(end);
  return { name, around: texts, numbers: name.slice(slash, end).match(/\d+/g) ?? [] };
}

/** Which of the numbers counts; undefined where there is one file. */
function counterAmong(pieces: readonly Pieces[]): number | undefined {
  const last = pieces[0]!.numbers.length - 1;
  const values = (at: number) => new Set(pieces.map(({ numbers }) => Number(numbers[at])));
  const differing = [...pieces[0]!.numbers.keys()].filter((at) => values(at).size > 1);
  const counting = differing.filter((at) => {
    const all = [...values(at)].sort((a, b) => a - b);
    return all.at(-1)! - all[0]! + 1 === all.length;
  });
  return counting.at(-1) ?? differing.at(-1) ?? (pieces.length > 1 ? last : undefined);
}

function inOrder(pieces: readonly Pieces[], counter: number, label: string, where: string): NumberedFiles {
  const numberOf = ({ numbers }: Pieces) => Number(numbers[counter]);
  const ordered = [...pieces].sort((a, b) => numberOf(a) - numberOf(b));
  ordered.forEach((each, at) => {
    const before = ordered[at - 1];
    if (before === undefined || numberOf(each) === numberOf(before) + 1) return;
    const isTwin = numberOf(each) === numberOf(before);
    throw new InputError({
      where: `${where}/${each.name}`,
      expected: isTwin
        ? "a number of its own"
        : `segment ${numberOf(before) + 1}, which follows ${before.name}`,
      received: isTwin ? `${numberOf(each)}, as in ${before.name}` : `${numberOf(each)}`,
      hint: isTwin
        ? "Remove one of them"
        : "Fetch what is missing, or move what is no segment to another folder",
    });
  });
  return { label, names: ordered.map(({ name }) => name) };
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
