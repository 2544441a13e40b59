import { type InspectOptions, inspectSession } from "../../experiment/inspect/inspect-session.js";
import type { InspectedSession } from "../../report/inspect/index.js";
import type { Work } from "../apart/desk.js";

export interface InspectInput {
  /** Of results. */
  readonly folder: string;
  readonly options: InspectOptions;
}

/** Simulates one session of a results folder again. */
export const work: Work<InspectInput, never, InspectedSession> = ({ folder, options }) =>
  inspectSession(folder, options);
