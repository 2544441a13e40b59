import { InputError } from "../../errors.js";
import { quantity } from "../../report/number-format.js";
import { windowed } from "../../traces/windows.js";
import { type RewriteFlags, rewriteAs } from "./convert.js";
import type { Shape } from "./rewrite/rewrite-traces.js";

export interface CutFlags extends RewriteFlags {
  /** Seconds, these three. */
  readonly start?: number;
  readonly end?: number;
  readonly duration?: number;
}

/** Writes one stretch of each trace. */
export async function cutTraces(
  source: string,
  out: string,
  { start = 0, end, duration, ...flags }: CutFlags,
): Promise<void> {
  const length = duration ?? (end === undefined ? Number.POSITIVE_INFINITY : end - start);
  if (!(length > 0))
    throw new InputError({
      where: "--end",
      expected: `a time after --start, ${start}`,
      received: `${end}`,
    });
  const short = { traces: 0 };
  await rewriteAs(source, out, flags, "cutting", stretch(start, length, short));
  if (short.traces > 0 && Number.isFinite(length))
    process.stderr.write(
      `${short.traces === 1 ? "1 trace ends" : `${short.traces} traces end`} before ${quantity(start + length, "s")}, and so does what was cut\n`,
    );
}

const stretch =
  (start: number, length: number, short: { traces: number }): Shape =>
  (open, { where }) => {
    let begun = false;
    let elapsed = 0;
    const { interval, end } = windowed({ start, length, step: length, count: 1 }, () => {
      begun = true;
      const piece = open();
      return {
        interval: piece.interval,
        end(isWhole) {
          if (!isWhole) short.traces++;
          piece.end();
        },
      };
    });
    return {
      interval(each) {
        elapsed += each.duration;
        interval(each);
      },
      end() {
        end();
        if (!begun)
          throw new InputError({
            where,
            expected: `a trace of over ${start} s, where --start is`,
            received: quantity(elapsed, "s"),
            hint: "Choose another --start, or filter the short traces out (abrsim traces filter --duration-s)",
          });
      },
    };
  };
