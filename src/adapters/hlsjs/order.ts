import type { Seconds } from "../../units.js";
import { Later } from "./page.js";
import type { HlsjsPlayer } from "./player.js";
import type { MediaFragment } from "./segments.js";

/** What is to be done about a fragment. It stands until the fragment has come. */
interface Order {
  readonly level: number;
  readonly sn: number;
}

/** The order of now, if there is one, and the hold on the player that may go with it. */
export class StandingOrder {
  private readonly hls: HlsjsPlayer;
  private readonly hold = new Later();
  private order: Order | undefined;
  /** Something has happened by which the player may ask for another fragment now. */
  private doubtful = false;

  constructor(hls: HlsjsPlayer) {
    this.hls = hls;
  }

  get level(): number | undefined {
    return this.order?.level;
  }

  /** Whether there is one about this fragment. */
  isFor({ sn }: MediaFragment): boolean {
    return this.order?.sn === sn;
  }

  give(level: number, { sn }: MediaFragment): void {
    this.order = { level, sn };
    this.doubtful = false;
  }

  /** Keeps the player from asking. Its next tick after that asks. */
  holdBack(wait: Seconds): void {
    if (!(wait > 0)) return;
    this.hls.pauseBuffering();
    this.hold.in(wait, () => this.hls.resumeBuffering());
  }

  /** @param next what the player would ask for now, if that is known; an order that is held back is seen to at once */
  doubt(next?: MediaFragment): void {
    this.doubtful = true;
    if (this.hold.waiting) this.settle(next);
  }

  /** Drops an order in doubt if the player is about to ask for another fragment. */
  settle(next: MediaFragment | undefined): void {
    if (!this.order || !this.doubtful || !next) return;
    if (this.isFor(next)) this.doubtful = false;
    else this.drop();
  }

  carriedOut(): void {
    this.order = undefined;
  }

  drop(): void {
    this.order = undefined;
    if (!this.hold.waiting) return;
    this.hold.cancel();
    this.hls.resumeBuffering();
  }

  /** The player is gone. */
  destroy(): void {
    this.hold.cancel();
  }
}
