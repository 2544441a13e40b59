/**
 * Prints the module of the library policies' hashes, or its declarations with `--types`: how the build makes
 * `policies/hashes.js` and `policies/hashes.d.ts`. Of the program as it runs: what is built has to run it.
 */
import { policySha256 } from "../experiment/policy-hash.js";
import { exportName } from "../experiment/user-policy/index.js";
import { policies } from "../policies/index.js";

const declaration = process.argv.includes("--types");
const lines = [
  "/*",
  " * SHA-256 of each policy's code with all that it needs, at estimators that its options do not choose: what run.json",
  " * and `abrsim policies info` have for it, under the name that `abrsim/policies` exports it by.",
  " */",
];
for (const { name } of policies) {
  const exported = exportName(name);
  lines.push(
    declaration
      ? `export declare const ${exported}: string;`
      : `export const ${exported} = "${await policySha256(name)}";`,
  );
}
process.stdout.write(`${lines.join("\n")}\n`);
