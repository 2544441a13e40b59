/** How much a rule's word counts: strong over default over weak. */
export type Priority = "weak" | "default" | "strong";

/** Whether a rule is asked, and how much its word counts. */
export type RuleState = "off" | Priority;

export const RULE_STATES = ["off", "weak", "default", "strong"] as const satisfies readonly RuleState[];

/** What one rule asks for. A rule that does not mind asks for nothing. */
export interface SwitchRequest {
  readonly level: number;
  readonly priority: Priority;
  /** Which rule, in words for a decision's reason. */
  readonly rule: string;
}

/**
 * The request that prevails: of the highest priority, and of these the lowest level; of equals the first. Undefined
 * if there is none (dash.js 5.2.1, ABRRulesCollection.js: getMinSwitchRequest).
 */
export function prevailing(requests: readonly SwitchRequest[]): SwitchRequest | undefined {
  let best: SwitchRequest | undefined;
  for (const request of requests) {
    const ahead = best === undefined ? 1 : RANKS[request.priority] - RANKS[best.priority];
    if (ahead > 0 || (ahead === 0 && request.level < best!.level)) best = request;
  }
  return best;
}

const RANKS: Readonly<Record<Priority, number>> = { weak: 0, default: 1, strong: 2 };
