export { replayRecords, replayTable } from "./call-listing.js";
export {
  type Agreement,
  agreementOf,
  type ReplayedAnswer,
  type ReplayedCall,
  type ReplayedPolicy,
  type ReplayedSession,
} from "./replayed-session.js";
export { replayHeading, replayJson, replaySummary } from "./summary.js";
