import type { TraceInterval } from "../../model/trace.js";
import type { RandomStream } from "../../random.js";
import type { Seconds } from "../../units.js";
import type { SourceDocument } from "../document.js";
import type { Fields } from "../fields.js";

/** A parameter of a generator, as documents and `--set` name it. */
export interface Parameter {
  /** With its unit: "highMbps". */
  readonly name: string;
  /** A noun phrase without its unit. */
  readonly meaning: string;
}

/** What a set of traces is made with, beside the model. */
export interface TraceSetting {
  readonly count: number;
  readonly duration: Seconds;
  /** A stream of its own for each purpose, the same for the same purpose. */
  stream(...purpose: readonly (string | number)[]): RandomStream;
}

/** A way of making traces from a model: what its parameters are, how a document says them, and the traces. */
export interface GeneratorKind<Model> {
  readonly name: string;
  /** One line. */
  readonly description: string;
  /** One line: who published it, or that it is ours. */
  readonly source: string;
  /** The keys of its documents, beside those that all documents have. */
  readonly parameters: readonly Parameter[];
  /** Used where the kind itself is asked for by its name. */
  readonly defaults: Model;
  /** Whether there is chance in it. If not, there is one trace of it. */
  readonly random: boolean;
  /** Seconds between two of its values. */
  row(model: Model): Seconds;
  /** @throws InputError for what is missing or makes no sense */
  read(fields: Fields, document: SourceDocument): Model;
  /** The model as the document that `read` reads. */
  write(model: Model): Readonly<Record<string, unknown>>;
  /** @returns a function of the trace's place in the set */
  traces(model: Model, setting: TraceSetting): (index: number) => TraceInterval[];
}
