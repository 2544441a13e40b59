import { expect, it } from "vitest";
import { type CheckedRule, checkedRuleLines } from "../../src/report/checked-rules.js";

const broken: CheckedRule = {
  rule: "legal",
  promise: "answers",
  status: "broken",
  problem: "threw Error: no",
  place: "p.ts:3",
  session: ["a ladder of one two three four five six seven eight nine ten", "decision 1: startup"],
  replay: { seed: 7, path: "legal:0:1:2:3:4:5:6:7:8:9:10:11:12:13:14:15" },
};

it("a broken rule is shown with its place, the session, and how to try it again on one line", () => {
  expect(checkedRuleLines(broken, [], { width: 40 })).toBe(`✗ answers
    threw Error: no (p.ts:3)
    a ladder of one two three four five
    six seven eight nine ten
    decision 1: startup
    again: --seed 7 --path legal:0:1:2:3:4:5:6:7:8:9:10:11:12:13:14:15
`);
});

it("what is only advised has a mark of its own", () => {
  expect(checkedRuleLines({ ...broken, status: "against advice" }, [])).toMatch(/^! answers\n/);
});

it("what was wrong with another rule in the same way is not told at length again", () => {
  const again = checkedRuleLines({ ...broken, rule: "allowed" }, [broken]);
  expect(again).not.toContain("a ladder");
  expect(again).toContain("threw Error: no");
});

it("kept rules and claims that are not made have a line each", () => {
  expect(checkedRuleLines({ rule: "a", promise: "does it", status: "kept" }, [])).toBe("✓ does it\n");
  expect(checkedRuleLines({ rule: "a", promise: "does it", status: "not claimed" }, [])).toBe(
    "- does it (a claim that it does not make)\n",
  );
});

it("has colours only where they are asked for", () => {
  expect(checkedRuleLines(broken, [])).not.toContain("\u001b");
  expect(checkedRuleLines(broken, [], { colour: true })).toContain("\u001b[31m✗");
});
