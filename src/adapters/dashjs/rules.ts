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

/** dash.js's classes with an opinion, and the method that asks for it. */
const BUILT_IN = {
  ThroughputRule: "getSwitchRequest",
  BolaRule: "getSwitchRequest",
  InsufficientBufferRule: "getSwitchRequest",
  SwitchHistoryRule: "getSwitchRequest",
  DroppedFramesRule: "getSwitchRequest",
  L2ARule: "getSwitchRequest",
  LoLPRule: "getSwitchRequest",
  AbandonRequestsRule: "shouldAbandon",
} as const;

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
  for (const [name, method] of Object.entries(BUILT_IN))
    player.extend(name, silencer(helm, name, method), true);
  player.addABRCustomRule(
    "qualitySwitchRules",
    QUALITY_RULE,
    factoryOf({
      getClassName: () => QUALITY_RULE,
      getSwitchRequest: (context: DashjsRulesContext) =>
        switchRequest(QUALITY_RULE, helm.askQuality(context)),
    }),
  );
  player.addABRCustomRule(
    "abandonFragmentRules",
    ABANDON_RULE,
    factoryOf({
      getClassName: () => ABANDON_RULE,
      shouldAbandon: (context: DashjsRulesContext) => switchRequest(ABANDON_RULE, helm.askAbandon(context)),
    }),
  );
}

export function removeRules(player: DashjsPlayer): void {
  player.removeABRCustomRule(QUALITY_RULE);
  player.removeABRCustomRule(ABANDON_RULE);
}

/** dash.js makes its rules anew for each source, and again when the settings of rules change: they are one and the same. */
const factoryOf = (rule: object) => () => ({ create: () => rule });

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
