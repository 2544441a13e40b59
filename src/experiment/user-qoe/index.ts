export { importQoeModel } from "./import.js";
export { scoreOf } from "./score.js";
