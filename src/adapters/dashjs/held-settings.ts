import type { DashjsPlayer } from "./player.js";

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
    const { fastSwitchEnabled = null } = this.player.getSettings().streaming?.buffer ?? {};
    if (fastSwitchEnabled === false) return;
    this.fastSwitch = { was: fastSwitchEnabled };
    this.player.updateSettings({ streaming: { buffer: { fastSwitchEnabled: false } } });
  }

  /**
   * For the abandonment that dash.js is told of in this very call: it would not let the level rise for
   * `abandonLoadTimeout` after it, whatever the policy orders. The setting is audio's too, so it is given back at once.
   */
  liftAbandonTimeout(): void {
    const { abandonLoadTimeout } = this.player.getSettings().streaming ?? {};
    if (abandonLoadTimeout === undefined) return;
    this.player.updateSettings({ streaming: { abandonLoadTimeout: 0 } });
    void Promise.resolve().then(() => this.player.updateSettings({ streaming: { abandonLoadTimeout } }));
  }

  giveBack(): void {
    if (!this.fastSwitch) return;
    this.player.updateSettings({ streaming: { buffer: { fastSwitchEnabled: this.fastSwitch.was } } });
    this.fastSwitch = undefined;
  }
}
