import { describe, expect, it } from "vitest";
import { PROFILES } from "../../../src/experiment/profiles/index.js";
import { profilesPage } from "../../../src/experiment/profiles/page.js";

/*
 * docs/profiles.md is made from the profiles. Where it drifts, make it again:
 * `npx vitest run test/experiment/profiles --update`
 */
it("docs/profiles.md is what the profiles say", async () => {
  await expect(profilesPage([...PROFILES.values()])).toMatchFileSnapshot("../../../docs/profiles.md");
});

describe("the page of a profile", () => {
  const page = profilesPage([
    {
      name: "mine",
      about: "A player of mine",
      settings: {
        player: {
          startupBufferSeconds: 1,
          resumeBufferSeconds: 0,
          maxBufferSeconds: 9,
          starvedAfterSeconds: 99,
        },
        network: {},
        viewer: { seeks: [{ atSeconds: 1, toSeconds: 2 }], pauses: [] },
      },
      sources: { "player.startupBufferSeconds": "a | b" },
      doesNotModel: ["this", "that"],
    },
  ]);

  it("has a row for each constant, with its source", () => {
    expect(page).toContain("## mine\n\nA player of mine.\n");
    expect(page).toContain("| `player.startupBufferSeconds` | 1 | a \\| b |\n");
    expect(page).toContain("| `viewer.seeks` | atSeconds 1, toSeconds 2 |  |\n");
    expect(page).toContain("| `viewer.pauses` | none |  |\n");
  });

  it("lists what it does not model", () => {
    expect(page).toContain("It does not model:\n\n- this\n- that\n");
  });

  it("begins with the profile's name and a link to it", () => {
    expect(page).toContain("| [`mine`](#mine) | A player of mine |\n");
  });
});
