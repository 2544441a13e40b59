import { InputError } from "../../errors.js";
import { windowed } from "../../traces/windows.js";
import { type RewriteFlags, rewriteAs } from "./convert.js";
import type { Shape } from "./rewrite/rewrite-traces.js";

export interface SplitFlags extends RewriteFlags {
  /** Seconds, both. */
  readonly window: number;
  readonly step?: number;
  readonly keepRest?: boolean;
}

/** Of one trace: more files than that are a slip of unit. */
const MOST_WINDOWS = 100_000;
/** Windows that are open at once, each of which takes its share of every row. */
const MOST_OVERLAPPING = 1000;

/** Writes each trace in windows of one length. */
export async function splitTraces(source: string, folder: string, flags: SplitFlags): Promise<void> {
  const { window, step = window, keepRest = false, ...reading } = flags;
  if (window / step > MOST_OVERLAPPING)
    throw new InputError({
      where: "--step",
      expected: `at least a thousandth of --window, ${window}`,
      received: `${step}`,
    });
  const rest = { windows: 0 };
  const shape = windows(window, step, keepRest, rest);
  const nothing = new InputError({
    where: source,
    expected: `a trace of at least one window, ${window} s`,
    received: "none",
    hint: "Make --window shorter, or keep what is shorter with --keep-rest",
  });
  await rewriteAs(source, `${folder}/`, reading, "splitting", shape, nothing);
  if (rest.windows > 0)
    process.stderr.write(
      `left out: ${rest.windows === 1 ? "1 window" : `${rest.windows} windows`} that a trace ends in; --keep-rest keeps them\n`,
    );
}

const windows =
  (length: number, step: number, keepRest: boolean, rest: { windows: number }): Shape =>
  (open, { where }) => {
    const plan = { start: 0, length, step, count: Number.POSITIVE_INFINITY };
    return windowed(plan, (index) => {
      if (index === MOST_WINDOWS)
        throw new InputError({
          where,
          expected: `a trace of at most ${MOST_WINDOWS} windows`,
          received: "more",
          hint: "Check --window and --step, which are in seconds, and the units of the trace",
        });
      const piece = open(`${index + 1}`.padStart(3, "0"));
      return {
        interval: piece.interval,
        end(isWhole) {
          if (isWhole || keepRest) piece.end();
          else {
            rest.windows++;
            piece.drop();
          }
        },
      };
    });
  };
