import pc from "picocolors";

/** A stream that may be a terminal. */
export interface MaybeTerminal {
  readonly isTTY?: boolean | undefined;
}

/**
 * Whether to colour what goes to a stream: terminals only, so that logs and pipes stay plain text, on build servers
 * too. NO_COLOR (any value) forbids colours and FORCE_COLOR (not 0) asks for them, as no-color.org and
 * force-color.org say.
 */
export function wantsColour(
  { isTTY = false }: MaybeTerminal,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (env["NO_COLOR"]) return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return isTTY && env["TERM"] !== "dumb";
}

/** Paints what goes to stderr, or leaves it plain. */
export const onStderr = () => pc.createColors(wantsColour(process.stderr, process.env));
