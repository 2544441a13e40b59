import { dirname, join, relative, resolve, sep } from "node:path";
import { excerpt, InputError } from "../../errors.js";
import { type ScaffoldedPolicy, scaffoldPolicy } from "../../experiment/scaffold/policy-files.js";
import { listFolder } from "../../inputs/index.js";
import { findPolicy } from "../../policies/registry.js";
import { writeFileAtomically } from "../../report/files.js";
import { paragraphs } from "../../report/listings/index.js";
import { shippedFolder } from "../shipped.js";
import { stdoutLook } from "../stdout.js";

export interface NewPolicyFlags {
  readonly out: string;
  readonly js?: boolean;
}

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const LONGEST_NAME = 60;

/** Writes a policy, its test and a scenario, and says on stdout what to do with them. */
export async function newPolicy(name: string, { out, js = false }: NewPolicyFlags): Promise<void> {
  checkName(name);
  const files = scaffoldPolicy(name, js ? "JavaScript" : "TypeScript", shippedPrefix(out));
  const { policy, test, scenario } = files;
  await refuseToOverwrite(out, files);
  for (const { name: file, text } of [policy, test, scenario])
    await writeFileAtomically(join(out, file), text);
  const at = (file: { readonly name: string }) => join(out, file.name);
  const runner = js || runsTypeScript() ? "node" : "npx tsx";
  const use = dirname(at(policy)) === "." ? `./${at(policy)}` : at(policy);
  const told = [
    { name: at(policy), lines: ["a policy that works, to be changed", `npx abrsim policies check ${use}`] },
    { name: at(test), lines: ["its test", `${runner} --test ${at(test)}`] },
    { name: at(scenario), lines: ["a scenario that compares it", `npx abrsim run ${at(scenario)}`] },
  ];
  process.stdout.write(paragraphs(told, stdoutLook()));
}

function checkName(name: string): void {
  const where = "abrsim policies new";
  if (!NAME.test(name) || name.length > LONGEST_NAME)
    throw new InputError({
      where,
      expected: `a name of small letters, digits and single hyphens, starting with a letter, at most ${LONGEST_NAME}`,
      received: excerpt(name),
      hint: "For example: abrsim policies new my-policy",
    });
  if (findPolicy(name))
    throw new InputError({
      where,
      expected: "a name of its own",
      received: `${name}, which is a policy of the library`,
      hint: `For example: abrsim policies new my-${name}`,
    });
}

async function refuseToOverwrite(out: string, files: ScaffoldedPolicy): Promise<void> {
  const there = (await listFolder(out)) ?? [];
  for (const { name } of Object.values(files))
    if (there.includes(name))
      throw new InputError({
        where: join(out, name),
        expected: "no file of that name",
        received: "one that is there",
        hint: "Choose another name, or another folder with --out",
      });
}

/** What leads from a scenario in the folder to what ships with abrsim. */
export function shippedPrefix(folder: string): string {
  const path = relative(resolve(folder), shippedFolder()).split(sep).join("/");
  return path === "" || path.endsWith("/") ? path : `${path}/`;
}

/** Whether this Node runs TypeScript as it is. */
function runsTypeScript(): boolean {
  return Boolean((process.features as { readonly typescript?: unknown }).typescript);
}
