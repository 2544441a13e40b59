import { type DashjsPlayer, type DashjsRepresentation, type DashjsRulesContext, VIDEO } from "./player.js";

/** What the rules ask of the adapter; undefined is dash.js's "no change". */
export interface Helm {
  /** Whether video is the policy's: dash.js's own rules keep silent about it. */
  readonly drives: boolean;
  askQuality(context: DashjsRulesContext): DashjsRepresentation | undefined;
  askAbandon(context: DashjsRulesContext): DashjsRepresentation | undefined;
}

const QUALITY_RULE = "AbrsimQualityRule";
const ABANDON_RULE = "AbrsimAbandonRule";

/** SwitchRequest.PRIORITY: 0 weak, 0.5 default, 1 strong. Of the requests with the highest, the lowest bitrate counts. */
const STRONG = 1;

/** The methods that ask rules: about the next request, and about one under way. */
const ASK_QUALITY = "getSwitchRequest";
const ASK_ABANDON = "shouldAbandon";

/** dash.js's classes with an opinion about the next request. */
const QUALITY_RULES = [
  "ThroughputRule",
  "BolaRule",
  "InsufficientBufferRule",
  "SwitchHistoryRule",
  "DroppedFramesRule",
  "L2ARule",
  "LoLPRule",
] as const;

/** A SwitchRequest. Abandonments need a reason, which dash.js marks as forced. */
const switchRequest = (rule: string, representation: DashjsRepresentation | undefined) => ({
  representation: representation ?? null,
  priority: STRONG,
  reason: representation ? { message: "abrsim" } : null,
  rule,
});

/**
 * Adds the adapter's rules. They outrank dash.js's own, but that is not enough: BolaRule delays requests by the way, and
 * AbandonRequestsRule acts where no other rule speaks. Switching them off in the settings would take them from audio.
 * So their classes are extended, which is for good; when the adapter is detached they speak again.
 */
export function addRules(player: DashjsPlayer, helm: Helm): void {
  const silence = (name: string, method: string) => player.extend(name, silencer(helm, name, method), true);
  for (const name of QUALITY_RULES) silence(name, ASK_QUALITY);
  silence("AbandonRequestsRule", ASK_ABANDON);
  player.addABRCustomRule(
    "qualitySwitchRules",
    QUALITY_RULE,
    factoryOf(QUALITY_RULE, ASK_QUALITY, (context) => helm.askQuality(context)),
  );
  player.addABRCustomRule(
    "abandonFragmentRules",
    ABANDON_RULE,
    factoryOf(ABANDON_RULE, ASK_ABANDON, (context) => helm.askAbandon(context)),
  );
}

export function removeRules(player: DashjsPlayer): void {
  player.removeABRCustomRule(QUALITY_RULE);
  player.removeABRCustomRule(ABANDON_RULE);
}

/** dash.js makes its rules anew for each source, and again when the settings of rules change: they are one and the same. */
function factoryOf(name: string, method: string, ask: Helm["askQuality"]): () => object {
  const rule = {
    getClassName: () => name,
    [method]: (context: DashjsRulesContext) => switchRequest(name, ask(context)),
  };
  return () => ({ create: () => rule });
}

type Ask = (context: DashjsRulesContext | undefined) => object;

/** A child class in dash.js's sense: a function whose `this.parent` is the instance that its methods replace. */
function silencer(helm: Helm, name: string, method: string): object {
  return function silent(this: { readonly parent: Record<string, Ask> }) {
    const { parent } = this;
    const own = parent[method]!;
    return {
      [method]: (context: DashjsRulesContext | undefined) =>
        helm.drives && context?.getMediaType() === VIDEO
          ? switchRequest(name, undefined)
          : own.call(parent, context),
    };
  };
}
