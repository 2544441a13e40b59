import { excerpt, InputError } from "../../errors.js";
import { type Bases, shownPath } from "../../inputs/files.js";
import { QOE_MODELS } from "../../metrics/qoe/index.js";
import { codeSha256 } from "../policy-hash.js";
import type { QoeSource } from "../qoe-source.js";
import type { InputHashes } from "../run-record.js";
import { type ParsedScenario, unknownName } from "../scenario/index.js";
import { bundlePolicy, isPolicyFile } from "../user-policy/index.js";
import { importQoeModel } from "../user-qoe/index.js";
import { oneFile, placed } from "./placed.js";

/** The QoE models of a scenario, and what those of the user's own are by content. */
export interface ScenarioQoe {
  readonly sources: readonly QoeSource[];
  readonly hashes: NonNullable<InputHashes["qoe"]>;
}

/** @throws InputError for a name that no model has, a file without a model, and two models of one name */
export async function loadQoeSources(parsed: ParsedScenario, bases: Bases): Promise<ScenarioQoe> {
  const sources: QoeSource[] = [];
  const hashes: NonNullable<InputHashes["qoe"]>[number][] = [];
  for (const [index, use] of parsed.scenario.qoe.entries()) {
    const where = parsed.where(["qoe", index]);
    if (!isPolicyFile(use)) {
      sources.push({ kind: "library", name: knownName(use, where) });
      continue;
    }
    const source = await placed(
      parsed,
      (path) => (path === use ? ["qoe", index] : undefined),
      read(use, bases),
    );
    if (sources.some(({ name }) => name === source.name))
      throw new InputError({
        where,
        expected: "QoE models of different names",
        received: `${excerpt(source.name)} again`,
        hint: "Each names a column: change the name in one of the files",
      });
    sources.push(source);
    hashes.push({ name: source.name, use, sha256: codeSha256(source.bundle.code) });
  }
  return { sources, hashes };
}

function knownName(name: string, where: string): string {
  const known = QOE_MODELS.map((model) => model.name);
  if (known.includes(name)) return name;
  throw unknownName({ where, kind: "QoE model", received: name, known });
}

/** A file that does not load is found before anything runs. */
async function read(use: string, bases: Bases): Promise<Extract<QoeSource, { readonly kind: "file" }>> {
  const path = await oneFile(use, bases, "a QoE model file");
  const bundle = await bundlePolicy(path, shownPath(path, bases.cwd), "QoE model");
  const { name, unit, better } = await importQoeModel(bundle);
  return { kind: "file", name, unit, better, bundle };
}
