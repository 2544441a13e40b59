import { InputError } from "../../errors.js";
import type { Gaps } from "../../model/trace-note.js";
import { rewriteTraces, type Shape } from "./rewrite/rewrite-traces.js";
import { targetOf } from "./rewrite/target.js";
import { tell } from "./rewrite/tell.js";
import { traceFiles } from "./rewrite/trace-files.js";

/** The flags that convert, cut and split have in common, as commander gives them. */
export interface RewriteFlags {
  readonly from?: string;
  readonly to?: string;
  readonly gaps?: Gaps;
  readonly part?: string;
  readonly latencyMs?: number;
}

/** Writes traces, or what recordings show of their links, in another format. */
export async function convertTraces(source: string, out: string, flags: RewriteFlags): Promise<void> {
  await rewriteAs(source, out, flags, "converting", asItIs);
}

const asItIs: Shape = (open) => open();

/** Writes what a shape makes of the traces of a source, and tells of it. */
export async function rewriteAs(
  source: string,
  out: string,
  { to, ...flags }: RewriteFlags,
  doing: string,
  shape: Shape,
  nothing?: InputError,
): Promise<void> {
  const { kind, files } = await traceFiles([source]);
  const target = await targetOf(out, to, kind);
  if (flags.latencyMs !== undefined && !target.writer.carries.latency)
    throw new InputError({
      where: "--latency-ms",
      expected: "a format to write that has a place for it",
      received: target.writer.name,
      hint: "Leave it out",
    });
  tell(await rewriteTraces({ doing, files, target, ...flags, shape, ...(nothing && { nothing }) }), target);
}
