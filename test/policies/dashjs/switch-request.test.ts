import { describe, expect, it } from "vitest";
import { type Priority, prevailing } from "../../../src/policies/dashjs/switch-request.js";

const request = (level: number, priority: Priority, rule = "rule") => ({ level, priority, rule });

describe("prevailing", () => {
  it("requests_none_none", () => {
    expect(prevailing([])).toBeUndefined();
  });

  it("requests_ofOnePriority_theLowestLevel", () => {
    const requests = [request(3, "default"), request(1, "default"), request(2, "default")];
    expect(prevailing(requests)).toBe(requests[1]);
  });

  it("requests_equal_theFirst", () => {
    const requests = [request(1, "weak", "a"), request(1, "weak", "b")];
    expect(prevailing(requests)).toBe(requests[0]);
  });

  it.each([
    ["strong", "default"],
    ["strong", "weak"],
    ["default", "weak"],
  ] as const)("requests_%sAnd%s_theFormerWhateverTheLevels", (higher, lower) => {
    expect(prevailing([request(0, lower), request(5, higher)])?.level).toBe(5);
    expect(prevailing([request(5, higher), request(0, lower)])?.level).toBe(5);
  });
});
