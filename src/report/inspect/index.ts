export { decisionRecords, decisionTable } from "./decision-listing.js";
export { sessionDrawing } from "./drawing.js";
export type {
  DecisionOutcome,
  InspectedDecision,
  InspectedRequest,
  InspectedSession,
  SeenObservation,
} from "./inspected-session.js";
export { decisionDetail, decisionInWords } from "./one-decision.js";
export { sessionSummary } from "./summary.js";
