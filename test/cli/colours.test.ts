import { describe, expect, it } from "vitest";
import { wantsColour } from "../../src/cli/colours.js";
import { abrsim, temporaryFolder } from "../support/cli.js";

describe("colours", () => {
  it("are for terminals, on build servers too", () => {
    expect(wantsColour({ isTTY: true }, {})).toBe(true);
    expect(wantsColour({}, {})).toBe(false);
    expect(wantsColour({}, { CI: "true" })).toBe(false);
    expect(wantsColour({ isTTY: true }, { TERM: "dumb" })).toBe(false);
  });

  it("are forbidden by NO_COLOR and asked for by FORCE_COLOR", () => {
    expect(wantsColour({ isTTY: true }, { NO_COLOR: "1", FORCE_COLOR: "1" })).toBe(false);
    expect(wantsColour({ isTTY: true }, { NO_COLOR: "" })).toBe(true);
    expect(wantsColour({}, { FORCE_COLOR: "1" })).toBe(true);
    expect(wantsColour({ isTTY: true }, { FORCE_COLOR: "0" })).toBe(false);
  });

  it("do not reach a pipe, whatever the build server says, unless forced", async () => {
    const cwd = temporaryFolder({
      "t/a.csv": "duration_s,bandwidth_kbps\n10,2000\n",
      "v.yaml": "name: clip\nsegmentSeconds: 4\nsegments: 2\nlevels:\n  - { bitrateKbps: 300 }\n",
      "p.mjs": "export default () => ({ name: 'p', decide() { throw new Error('no'); } })",
      "s.yaml": "name: s\ntraces: [t]\nvideos: [v.yaml]\npolicies: [./p.mjs]\n",
    });
    const args = ["run", "s.yaml", "--no-report", "--force"];
    const piped = await abrsim(cwd, args, { CI: "true" });
    expect(piped.stderr).toMatch(/^failed: p on/m);
    const forced = await abrsim(cwd, args, { FORCE_COLOR: "1" });
    expect(forced.stderr).toContain("\u001b[31mfailed:");
  });
});
