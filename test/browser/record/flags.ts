import { parseArgs } from "node:util";
import { excerpt, InputError } from "../../../src/errors.js";
import { suggestion } from "../../../src/suggestion.js";
import { shippable } from "../../support/shipped.js";
import { PLAYERS, type Player } from "./players.js";

export const USAGE = `npm run fidelity:record -- TRACES... [flags]

Plays a stream in Chromium with real players, over links shaped from traces, and writes down what they did.

  TRACES              files, folders or globs, in any format that abrsim reads
  --players LIST      among ${PLAYERS.join(", ")} (default: all)
  --policy NAME       a policy of abrsim's in the place of the players' own ABR
  --repeats N         play each once more, so many times (default: 0)
  --at-once N         sessions side by side (default: 2)
  --latency-ms MS     how long each response is held back (default: 40)
  --out FILE          (default: reports/recordings.json)
`;

export interface Flags {
  readonly traces: readonly string[];
  readonly players: readonly Player[];
  readonly policy: string | undefined;
  readonly repeats: number;
  readonly atOnce: number;
  readonly latencyMs: number;
  readonly out: string;
}

/** @returns "help" where that is asked for. @throws InputError for an unknown flag or value */
export function flagsOf(args: readonly string[]): Flags | "help" {
  const { values, positionals } = parsed(args);
  if (values.help) return "help";
  if (positionals.length === 0)
    throw new InputError({ where: "TRACES", expected: "a file, folder or glob of traces", received: "none" });
  return {
    traces: positionals,
    players: values.players.split(",").map((name) => among("--players", PLAYERS, name)),
    policy: values.policy === undefined ? undefined : among("--policy", shippable, values.policy),
    repeats: wholeNumber("--repeats", values.repeats, 0),
    atOnce: wholeNumber("--at-once", values["at-once"], 1),
    latencyMs: wholeNumber("--latency-ms", values["latency-ms"], 0),
    out: values.out,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        players: { type: "string", default: PLAYERS.join(",") },
        policy: { type: "string" },
        repeats: { type: "string", default: "0" },
        "at-once": { type: "string", default: "2" },
        "latency-ms": { type: "string", default: "40" },
        out: { type: "string", default: "reports/recordings.json" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new InputError({
      where: "fidelity:record",
      expected: "the flags that --help lists",
      received: error instanceof Error ? error.message : String(error),
    });
  }
}

function among<Name extends string>(where: string, known: readonly Name[], given: string): Name {
  const found = known.find((name) => name === given);
  if (found !== undefined) return found;
  throw new InputError({
    where,
    expected: `a name among ${known.join(", ")}`,
    received: excerpt(given),
    hint: suggestion(given, known),
  });
}

function wholeNumber(where: string, given: string, least: number): number {
  if (/^\d+$/.test(given) && Number(given) >= least) return Number(given);
  throw new InputError({ where, expected: `a whole number from ${least}`, received: excerpt(given) });
}
