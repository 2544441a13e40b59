import { annotationsGate } from "./annotations.js";
import type { GateRenderer } from "./gate-look.js";
import { jsonGate } from "./json.js";
import { junitGate } from "./junit.js";
import { markdownGate } from "./markdown.js";
import { terminalGate } from "./terminal.js";

/** What `gate` writes, by the words of `--format`; `github` are workflow commands for the log of a job. */
export const GATE_FORMATS = {
  table: terminalGate,
  json: jsonGate,
  markdown: markdownGate,
  junit: junitGate,
  github: annotationsGate,
} as const satisfies Readonly<Record<string, GateRenderer>>;

export type GateFormat = keyof typeof GATE_FORMATS;
export type { GateLook, GateRenderer } from "./gate-look.js";
