import type { ScenarioFlags } from "../experiment/scenario/index.js";
import type { TableFormat } from "../report/tables/index.js";

/** The flags of `abrsim run`, as commander gives them. */
export interface RunFlags extends ScenarioFlags {
  readonly out?: string;
  readonly jobs?: number;
  /** As written: I/N or auto. */
  readonly shard?: string;
  readonly segments?: boolean;
  /** Names, as written, here and in the next. */
  readonly tables?: readonly string[];
  readonly export?: readonly string[];
  readonly format: TableFormat;
  readonly report?: boolean;
  readonly quiet?: boolean;
  readonly force?: boolean;
  readonly onlyPolicy?: string;
  readonly onlyTrace?: string;
  readonly onlyReplicate?: number;
}
