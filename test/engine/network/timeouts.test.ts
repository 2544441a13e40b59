import { describe, expect, it } from "vitest";
import { ADAPTIVE_TIMEOUTS, wholeTimeout } from "../../../src/engine/network/timeouts.js";

describe("wholeTimeout", () => {
  it("goes by the class of the connection, and by `other` for classes that are not named", () => {
    const settings = { timeout: 99, timeoutByConnection: ADAPTIVE_TIMEOUTS };
    const classes = ["4g", "3g", "2g", "wifi", undefined, "constructor"];
    expect(classes.map((name) => wholeTimeout(settings, name))).toEqual([5, 15, 30, 10, 10, 10]);
  });

  it("is the plain timeout where no class applies", () => {
    expect(wholeTimeout({ timeout: 8 }, "4g")).toBe(8);
    expect(wholeTimeout({ timeout: 8, timeoutByConnection: { "4g": 5 } }, "3g")).toBe(8);
    expect(wholeTimeout({}, "4g")).toBeUndefined();
  });
});
