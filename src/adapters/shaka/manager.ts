import type { PolicyFactory } from "../../model/policy.js";
import type { AdapterOptions, Notices } from "../pilot/index.js";
import { steeredStream } from "./ladder.js";
import type {
  ShakaAbrConfiguration,
  ShakaAbrManager,
  ShakaCmsdManager,
  ShakaContext,
  ShakaMediaElement,
  ShakaPlayer,
  ShakaRequest,
  ShakaSwitch,
  ShakaVariant,
} from "./player.js";
import { Session, type Surroundings } from "./session.js";

/** What a manager is made of. */
export interface ManagerParts {
  readonly player: ShakaPlayer;
  /** Shaka's own, at work inside. */
  readonly stock: ShakaAbrManager;
  readonly factory: PolicyFactory;
  readonly wishes: AdapterOptions;
  readonly notices: Notices;
}

/**
 * An ABR manager with a policy at the controls, and Shaka's own inside. That keeps its estimate, which the player's
 * statistics show and which weighs whether to drop requests, bans streams that drop frames, and chooses the audio. What it
 * would play is played in a shadow alone. Where a session of the policy cannot begin, it takes over.
 */
export class PolicyManager implements ShakaAbrManager {
  private readonly parts: ManagerParts;
  private session: Session | undefined;
  private around: Surroundings | undefined;
  private config: ShakaAbrConfiguration | undefined;
  private cmsd: ShakaCmsdManager | null = null;
  private variants: readonly ShakaVariant[] = [];
  private theirs: ShakaVariant | undefined;
  private rate = 1;
  private insists = false;
  private standsDown = false;
  private onSwitch: ShakaSwitch = () => {};

  constructor(parts: ManagerParts) {
    this.parts = parts;
  }

  init(onSwitch: ShakaSwitch, onDisable: (type: string, seconds: number) => void): void {
    this.onSwitch = onSwitch;
    this.parts.stock.init((variant, clearBuffer, safeMargin) => {
      this.hear(variant);
      if (!this.drives) onSwitch(variant, clearBuffer, safeMargin);
    }, onDisable);
  }

  stop(): void {
    this.session?.close();
    this.session = undefined;
    this.around = undefined;
    this.variants = [];
    this.theirs = undefined;
    this.insists = false;
    this.parts.stock.stop();
  }

  release(): void {
    this.stop();
    this.parts.stock.release();
  }

  setMediaElement(element: ShakaMediaElement | null): void {
    this.parts.stock.setMediaElement(element);
    const { player, factory, wishes, notices } = this.parts;
    this.session?.close();
    if (this.standsDown || !element) return;
    this.around = {
      player,
      element,
      factory,
      wishes,
      notices,
      config: this.config,
      cmsd: this.cmsd,
      playbackRate: this.rate,
      variants: this.variants,
      theirs: this.theirs,
      switchTo: this.switchTo,
      attempt: this.attempt,
    };
    this.session = this.attempt(() => new Session(this.around!));
  }

  setVariants(variants: ShakaVariant[], isLowLatency: boolean): boolean {
    const changed = this.parts.stock.setVariants(variants, isLowLatency);
    // The stock manager sorts the array that it is given.
    this.variants = variants.slice();
    if (this.around) this.around.variants = this.variants;
    this.attempt(() => this.session?.offer(this.variants));
    return changed;
  }

  chooseVariant(preferFastSwitching?: boolean): ShakaVariant {
    const theirs = this.parts.stock.chooseVariant(preferFastSwitching);
    if (theirs) this.hear(theirs);
    return this.attempt(() => this.session?.choose()) ?? theirs;
  }

  enable(): void {
    this.parts.stock.enable();
    this.attempt(() => this.session?.enable(this.theirs ? steeredStream(this.theirs) : null));
  }

  disable(): void {
    this.parts.stock.disable();
    this.session?.disable();
  }

  segmentDownloaded(
    ms: number,
    bytes: number,
    allowSwitch: boolean,
    request?: ShakaRequest,
    context?: ShakaContext,
  ): void {
    this.parts.stock.segmentDownloaded(ms, bytes, allowSwitch, request, context);
    this.attempt(() => this.session?.progressed(bytes, context));
  }

  trySuggestStreams(): void {
    this.parts.stock.trySuggestStreams();
  }

  /**
   * Shaka weighs by it whether to drop a request after a switch, and drops it where the other would come in no time: so
   * that is what it is told when the policy insists.
   */
  getBandwidthEstimate(): number {
    if (!this.insists) return this.parts.stock.getBandwidthEstimate();
    this.insists = false;
    this.session?.weighed();
    return Number.POSITIVE_INFINITY;
  }

  playbackRateChanged(rate: number): void {
    this.parts.stock.playbackRateChanged(rate);
    // Shaka stops playback at rate 0 to fill its buffer.
    if (!(rate > 0)) return;
    this.rate = rate;
    if (this.around) this.around.playbackRate = rate;
  }

  setCmsdManager(manager: ShakaCmsdManager | null): void {
    this.parts.stock.setCmsdManager(manager);
    this.cmsd = manager;
    if (this.around) this.around.cmsd = manager;
  }

  configure(config: ShakaAbrConfiguration): void {
    this.parts.stock.configure(config);
    this.config = config;
    if (this.around) this.around.config = config;
  }

  private get drives(): boolean {
    return this.parts.wishes.shadow !== true && !this.standsDown;
  }

  private hear(variant: ShakaVariant): void {
    this.theirs = variant;
    if (this.around) this.around.theirs = variant;
  }

  /** Runs what needs the player to be as expected. Where it is not, its own ABR takes over for good. */
  private readonly attempt = <T>(run: () => T): T | undefined => {
    if (this.standsDown) return undefined;
    try {
      return run();
    } catch (error) {
      this.standsDown = true;
      this.parts.notices.tell(
        "no extension point",
        `the adapter for Shaka Player 5.2 cannot steer this player: ${String(error)}. Its own ABR plays from here on.`,
      );
      this.session?.close();
      this.session = undefined;
      return undefined;
    }
  };

  private readonly switchTo = (variant: ShakaVariant, insist: boolean): void => {
    this.insists = insist;
    this.onSwitch(variant, false, 0);
  };
}
