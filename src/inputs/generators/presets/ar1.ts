import type { TraceGenerator } from "../family.js";

/**
 * Data sets by three figures, in bins of 1 s: the mean of all traces together, and the medians over traces of the
 * coefficient of variation and of the autocorrelation one second apart. What traces differ by, and what is not lognormal,
 * such as the outages of the Norwegian logs, is not in them: see the latent-gaussian families for those. Latencies are ours.
 */
const set = (
  name: string,
  source: string,
  figures: readonly [meanMbps: number, cov: number, correlation: number, latencyMs: number],
): TraceGenerator => {
  const [meanMbps, cov, correlation, latencyMs] = figures;
  return {
    name: `ar1-${name}`,
    description: `lognormal: mean ${meanMbps} Mbit/s, CoV ${cov}, ${correlation} from second to second`,
    source: `mean, CoV and autocorrelation of ${source}`,
    kind: "ar1",
    model: { meanMbps, cov, correlation, latencyMs },
  };
};

export const ar1Presets: readonly TraceGenerator[] = [
  set("3g", "the Norwegian HSDPA logs (Riiser et al., MMSys 2013)", [1, 0.66, 0.92, 100]),
  set("4g", "the Ghent LTE logs (van der Hooft et al., 2016)", [30.2, 0.42, 0.76, 45]),
  set("fcc", "Pensieve's FCC traces (Measuring Broadband America)", [1.3, 0.22, 0.84, 20]),
  set("oboe", "Oboe's traces (Akhtar et al., SIGCOMM 2018)", [2.71, 0.21, 0.93, 50]),
  set("nyu", "the NYU-METS logs (Mei et al., PAM 2019)", [6.21, 0.69, 0.86, 45]),
  set("5g-static", "the UCC 5G logs at rest (Raca et al., MMSys 2020)", [71, 1.1, 0.86, 30]),
];
