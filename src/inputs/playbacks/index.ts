export { readPlaybacks } from "./read-playbacks.js";
