import { type DashjsPlayer, type StreamingSettings, streamingOf } from "./player.js";

/**
 * The settings of dash.js that would change what is fetched. They are held while the adapter is attached, and given
 * back after.
 */
export class HeldSettings {
  private readonly player: DashjsPlayer;
  private fastSwitch: { readonly was: boolean | null } | undefined;

  constructor(player: DashjsPlayer) {
    this.player = player;
  }

  /** Fast switches off: dash.js would replace buffered segments at each up-switch, whatever the policy said. */
  holdFastSwitch(): void {
    const { fastSwitchEnabled = null } = streamingOf(this.player).buffer ?? {};
    if (fastSwitchEnabled === false) return;
    this.fastSwitch = { was: fastSwitchEnabled };
    this.set({ buffer: { fastSwitchEnabled: false } });
  }

  /**
   * For the abandonment that dash.js is told of in this very call: it would not let the level rise for
   * `abandonLoadTimeout` after it, whatever the policy orders. The setting is audio's too, so it is given back at once.
   */
  liftAbandonTimeout(): void {
    const { abandonLoadTimeout } = streamingOf(this.player);
    if (abandonLoadTimeout === undefined) return;
    this.set({ abandonLoadTimeout: 0 });
    void Promise.resolve().then(() => this.set({ abandonLoadTimeout }));
  }

  giveBack(): void {
    if (!this.fastSwitch) return;
    this.set({ buffer: { fastSwitchEnabled: this.fastSwitch.was } });
    this.fastSwitch = undefined;
  }

  private set(streaming: StreamingSettings): void {
    this.player.updateSettings({ streaming });
  }
}
