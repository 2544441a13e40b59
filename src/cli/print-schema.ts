/** Prints the JSON Schema of scenario files: how the build makes `scenario.schema.json`. */
import { scenarioJsonSchema } from "../experiment/scenario/index.js";

process.stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
