import type { DeviceState } from "../../model/policy.js";
import type { DeviceSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import { SegmentTimes } from "../player/segment-times.js";
import type { SessionControl } from "../session-control.js";
import { maxHeightAt } from "./device-events.js";
import { framesOf } from "./device-frames.js";

const SECONDS_PER_HOUR = 3600;

/** Marks a segment of which no copy is known. */
const UNKNOWN = -1;

/**
 * The device as a policy sees it: what it can show, its battery, its dropped frames. It listens to a session and
 * counts when it is asked or something changes, from where playback was then to where it is: nothing ticks.
 *
 * Notes the frames ("frames") when playback stops for any reason, if there were more.
 */
export class DeviceModel {
  private readonly settings: DeviceSettings;
  private readonly session: SessionControl;
  private readonly times: SegmentTimes;
  /** The level of each segment, as it was asked for and then as it came. */
  private readonly levels: Int16Array;
  private readonly arrived: Uint8Array;
  private playing = false;
  // Where playback was when it was looked at last.
  private time: Seconds = 0;
  private position: Seconds = 0;
  // Sums since the session began.
  private played: Seconds = 0;
  private total = 0;
  private dropped = 0;
  private counted = false;
  private notedTotal = 0;

  constructor(settings: DeviceSettings, session: SessionControl) {
    this.settings = settings;
    this.session = session;
    this.times = new SegmentTimes(session.video);
    this.levels = new Int16Array(this.times.count).fill(UNKNOWN);
    this.arrived = new Uint8Array(this.times.count);
    session.listen({
      stateChanged: (state) => {
        this.advance(session.position());
        if (this.playing) this.note();
        this.playing = state === "playing";
      },
      segmentRequested: (segment, level) => {
        // Of a segment that is played while it arrives, only the request tells the level.
        if (!this.arrived[segment]) this.levels[segment] = level;
      },
      segmentArrived: (segment, level) => {
        this.advance(session.position());
        this.levels[segment] = level;
        this.arrived[segment] = 1;
      },
      sought: (from, to) => {
        this.advance(from);
        this.position = to;
      },
    });
  }

  /** As of now. Missing parts are unknown. */
  state(): DeviceState {
    const { settings, session } = this;
    this.advance(session.position());
    const { battery, batteryPerHour = 0, connection } = settings;
    // Policies go by what is shown, so a small screen counts like a decoder's limit; the player enforces only that.
    const own = least(settings.maxHeight, settings.screenHeight);
    const maxHeight = maxHeightAt(own, settings.events, session.now);
    const spent = (batteryPerHour * this.played) / SECONDS_PER_HOUR;
    return {
      ...(maxHeight === undefined ? {} : { maxHeight }),
      // An empty battery reads 0 and the device plays on, as if it were plugged in then.
      ...(battery === undefined ? {} : { battery: Math.max(0, battery - spent) }),
      ...(connection === undefined ? {} : { connection }),
      ...(this.counted
        ? { droppedFrames: Math.round(this.dropped), totalFrames: Math.round(this.total) }
        : {}),
    };
  }

  /** Counts what was shown since it was looked at last. */
  private advance(position: Seconds): void {
    const { now } = this.session;
    const elapsed = now - this.time;
    const from = this.position;
    this.time = now;
    this.position = position;
    if (!this.playing || elapsed <= 0) return;
    this.played += elapsed;
    if (position > from) this.count(from, position, (position - from) / elapsed);
  }

  /** @param rate media seconds in a second, which may have changed on the way: their mean */
  private count(from: Seconds, to: Seconds, rate: number): void {
    const { times, levels } = this;
    for (
      let segment = times.segmentAt(from);
      segment < times.count && times.starts[segment]! < to;
      segment++
    ) {
      const level = this.session.video.levels[levels[segment]!];
      const media = Math.min(to, times.starts[segment + 1]!) - Math.max(from, times.starts[segment]!);
      const frames = level && framesOf(level, media, rate, this.settings.decodes);
      if (frames === undefined) continue;
      this.counted = true;
      this.total += frames.total;
      this.dropped += frames.dropped;
    }
  }

  private note(): void {
    const total = Math.round(this.total);
    if (this.settings.decodes === undefined || total === this.notedTotal) return;
    this.notedTotal = total;
    this.session.note({ at: this.session.now, kind: "frames", dropped: Math.round(this.dropped), total });
  }
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}
