import type { MediaPlace } from "../stream/stream.js";

/**
 * What of a stream comes over the link, at its rate and after its latency; all else comes at once. Its first request
 * begins the trace.
 */
export type OnLink = "media" | "media and manifests";

const CARRIED: Readonly<Record<OnLink, readonly MediaPlace["kind"][]>> = {
  media: ["init", "segment"],
  "media and manifests": ["manifest", "init", "segment"],
};

export const isOnLink = (kind: MediaPlace["kind"], onLink: OnLink): boolean => CARRIED[onLink].includes(kind);
