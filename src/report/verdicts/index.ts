/** Verdicts in words: plain text on one line, for every format to escape; names are short and printable already. */
export { cautionSentence } from "./caution-sentence.js";
export { type ContrastInWords, verdictsInWords } from "./contrast-words.js";
export { decisionSentence } from "./decision-sentence.js";
export { findingLine, setLine, tailsLine } from "./finding-line.js";
export { verdictSentence } from "./verdict-sentence.js";
