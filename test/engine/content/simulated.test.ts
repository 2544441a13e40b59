import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LiveClock, seriesVideo } from "../../../src/engine/content/index.js";
import { SegmentTimes } from "../../../src/engine/player/segment-times.js";
import { simulate } from "../../../src/engine/simulate.js";
import { STATE_CODE } from "../../../src/model/session.js";
import type { ContentSettings, LiveSettings } from "../../../src/model/settings/index.js";
import { type Trace, traceFromIntervals } from "../../../src/model/trace.js";
import type { Video } from "../../../src/model/video.js";
import { scripted, traces } from "../../support/arbitraries.js";
import { videoOf } from "../../support/scripted-session.js";
import { settingsWith } from "../../support/settings.js";

/** At 6 Mbit/s, the middle level's 12 Mbit segments of 4 s take 2 s. */
const STEADY = traceFromIntervals({ name: "set/steady", set: "set" }, [{ duration: 10, bandwidth: 6e6 }]);

function played(content: ContentSettings, video: Video, trace: Trace = STEADY) {
  const policy = scripted([{ share: 0.5, wait: 0 }]);
  const settings = { ...settingsWith({ player: { startupBuffer: 2, starvedAfter: 1e6 } }), content };
  const log = simulate({ trace, video, policy, settings });
  const states = Array.from({ length: log.states.count }, (_, i) => log.states.state[i]);
  return { log, states };
}

describe("a simulated live session", () => {
  it("never buffers more than its latency, nor asks for what does not exist, on any trace", () => {
    const chunks = fc.constantFrom({}, { chunk: 0.5 });
    fc.assert(
      fc.property(
        traces,
        fc.double({ min: 2, max: 20, noNaN: true }),
        chunks,
        (trace, targetLatency, chunk) => {
          // Traces may be so slow that a narrower window would make playback jump, and leave segments out.
          const content: LiveSettings = { kind: "live", targetLatency, dvrWindow: 1e9, ...chunk };
          const video = videoOf(20, 2);
          const { log } = played(content, video, trace);
          const clock = new LiveClock(content, new SegmentTimes(video));
          const { count, segment, requested, finished, bufferAfter } = log.requests;
          expect(count).toBe(20);
          for (let i = 0; i < count; i++) {
            const first = 2 * segment[i]! + (content.chunk ?? 2);
            expect(clock.edgeAt(requested[i]!)).toBeGreaterThanOrEqual(first - 1e-6);
            // The end of what is buffered has been filmed.
            const end = 2 * (segment[i]! + 1);
            expect(clock.latencyAt(finished[i]!, end - bufferAfter[i]!)).toBeGreaterThanOrEqual(
              bufferAfter[i]! - 1e-6,
            );
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("a simulated series", () => {
  const video = seriesVideo(videoOf(8), 2);
  const episode = (content: Partial<ContentSettings>) => {
    const { log, states } = played(
      { kind: "series", episodes: 2, continues: 1, ...content } as ContentSettings,
      video,
    );
    expect(log.end.status).toBe("completed");
    expect(states).not.toContain(STATE_CODE.rebuffering);
    const event = log.events.find(({ kind }) => kind === "episode");
    return event?.kind === "episode" ? event : undefined;
  };

  it("has the viewer wait for the next episode's first segment, but not where it was prefetched", () => {
    expect(episode({})?.wait).toBeCloseTo(2, 6);
    expect(episode({ prefetchFrom: 0.8, prefetchSegments: 1 })).toMatchObject({
      prefetchedSegments: 1,
      wait: 0,
    });
  });
});

describe("a simulated branch", () => {
  const branches = [{ at: 20, options: 3 }];
  const content = (prefetchSegments: number): ContentSettings => {
    return { kind: "interactive", branches, prefetchSegments, choiceLead: 1 };
  };

  it("costs the other options' segments, and saves the wait for the one taken", () => {
    const { log, states } = played(content(1), videoOf(10));
    expect(log.others.map(({ kind, received }) => [kind, received])).toEqual([
      ["video", 12e6],
      ["video", 12e6],
    ]);
    expect(states).not.toContain(STATE_CODE.seeking);
  });

  it("is waited for, without a stall, where nothing was fetched before the choice", () => {
    const { log, states } = played(content(0), videoOf(10));
    expect(log.others).toEqual([]);
    // Known at 19 s, the segment takes 2 s; playback is at the branch 1 s later, and waits for 1 s.
    const seeking = states.indexOf(STATE_CODE.seeking);
    expect(log.states.time[seeking + 1]! - log.states.time[seeking]!).toBeCloseTo(1, 6);
    expect(states).not.toContain(STATE_CODE.rebuffering);
  });
});
