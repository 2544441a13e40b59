export { contract } from "./contract.js";
export type { Broken, ContractRule, Subject, Trial, Verdict } from "./rule.js";
export { Surroundings } from "./surroundings.js";
