import { difference, estimate, minus } from "../../../src/report/number-format.js";
import type { Claim, Table, Verdict } from "./claim.js";
import type { Figure, SetOutcome } from "./outcome.js";

/** A claim with what came of it. */
export interface TestedClaim {
  readonly claim: Claim;
  readonly outcomes: readonly SetOutcome[];
}

const HEAD = `# Claims put to the test

The documents that abrsim's mechanisms come from claim things about them. Here each claim is a scenario whose arms
differ in what it is about, and the outcome is stated, whichever way it falls. In all of them the player is that of
profile \`netflix-doc\` ([profiles.md](profiles.md)) with the policy that goes with it, \`buffer\`, unless an arm says
otherwise.

How to read it:

- The links are the shipped families ([traces](../traces/README.md)), each for itself: a mean over families would
  depend on how many of which are shipped. They are generated, not measured. A claim that holds here may fail on
  others; one that fails here at least does not hold everywhere.
- Brackets are 95 % intervals, bootstrapped with whole traces. A difference is paired by trace, and **bold** where its
  interval excludes 0. Nothing is corrected for there being many of them: where there is no
  difference, one in twenty is bold all the same.
- The links of \`adversarial\` were each constructed for a purpose and are no sample of any: they have no interval, and
  no verdict. Nor has the constant \`5-mbps\`, nor have the steps.
- Variants are judged by document 003's own rule (section 6.2): one is better if the composite score rises by more than
  2 % and significantly. A claim that something is best is not decided where a rival might be that much better.
- Where a table says nothing else, it is over the sessions in which every arm has a value.
- But for the startup time, the documents' time limit of 10 s for a request is off (\`requests: false\`). With it, a
  segment that takes longer is asked for again at the same level, three times, and then the session ends: arms would
  differ in who is left.
- The composite score is document 003's own (section 4.3), which weighs a tenth of the time stalled as much as the
  whole of startup and switches together.

The figures are made by running the scenarios, and a test holds this page to them. \`--traces traces/4g\` and the like
after a command gives one family's figures.
`;

/** The page about all claims, in Markdown. */
export function claimsPage(claims: readonly TestedClaim[]): string {
  const tested = claims.map((each) => ({ ...each, verdict: each.claim.verdict(each.outcomes) }));
  return [
    HEAD,
    "| claim | outcome |",
    "|---|---|",
    ...tested.map(
      ({ claim, verdict }) => `| [${claim.title}](#${anchor(claim.title)}) | ${verdict.inShort} |`,
    ),
    "",
    ...tested.map(section),
  ].join("\n");
}

function section({ claim, outcomes, verdict }: TestedClaim & { readonly verdict: Verdict }): string {
  const { title, says, scenario, arms, tables, limits } = claim;
  return [
    `## ${title}`,
    "",
    `**The claim.** ${says}`,
    "",
    `**The test.** [${scenario}](../${scenario}):`,
    "",
    "```sh",
    `npx abrsim run ${scenario}`,
    "```",
    "",
    "| arm | is |",
    "|---|---|",
    ...Object.entries(arms).map(([name, is]) => `| \`${name}\` | ${is} |`),
    "",
    "**The outcome.**",
    "",
    ...tables.flatMap((table) => [...tableOf(table, outcomes), ""]),
    `**The verdict: ${verdict.inShort}** ${verdict.words}`,
    "",
    "What it does not say:",
    "",
    ...limits.map((limit) => `- ${limit}`),
    "",
  ].join("\n");
}

function tableOf({ measure, means, differences = [] }: Table, outcomes: readonly SetOutcome[]): string[] {
  const heads = [...means, ...differences.map(({ arm, control }) => `${arm} − ${control}`)];
  return [
    `| ${measure.heading} | ${heads.join(" | ")} |`,
    `|${"---|".repeat(heads.length + 1)}`,
    ...outcomes.map((outcome) => {
      const cells = [
        ...means.map((arm) => value(outcome.mean(arm, measure))),
        ...differences.map((pair) => change(outcome.difference(pair, measure))),
      ];
      return `| ${outcome.set} | ${cells.join(" | ")} |`;
    }),
  ];
}

const value = ({ mean, interval }: Figure): string => minus(estimate(mean, spread(interval)));

function change({ mean, interval }: Figure): string {
  const text = minus(difference(mean, spread(interval)));
  return interval && (interval[0] > 0 || interval[1] < 0) ? `**${text}**` : text;
}

/** An interval of no width is the same figure thrice: every trace has it. */
const spread = (interval: Figure["interval"]): Figure["interval"] =>
  interval && interval[1] > interval[0] ? interval : undefined;

/** As GitHub makes it of a heading. */
const anchor = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, "")
    .replaceAll(" ", "-");
