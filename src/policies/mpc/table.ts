import type { PolicyContext } from "../../model/policy.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import type { MpcObjective } from "./objective.js";
import { MpcSearch } from "./search.js";

export interface MpcTableSettings extends MpcObjective {
  readonly horizon: number;
  readonly bufferBins: number;
  readonly predictionBins: number;
  readonly predictionSpacing: "log" | "linear";
}

/** How far beyond the ladder predictions are told apart. */
const BELOW_LOWEST = 0.25;
const ABOVE_HIGHEST = 4;
const LINEAR_ABOVE_HIGHEST = 2;

/** FastMPC's table: a level for each bin of the buffer, last level and bin of the prediction, solved when asked for. */
export class MpcTable {
  private readonly search: MpcSearch;
  private readonly settings: MpcTableSettings;
  private readonly context: PolicyContext;
  private readonly lowest: BitsPerSecond;
  private readonly highest: BitsPerSecond;
  private readonly cells = new Map<number, number>();

  constructor(context: PolicyContext, settings: MpcTableSettings) {
    const { levels, segmentDuration } = context;
    this.context = context;
    this.settings = settings;
    this.search = new MpcSearch(levels, settings.horizon, settings);
    this.search.durations.fill(segmentDuration);
    const bottom = levels[0]!.bitrate;
    const top = levels[levels.length - 1]!.bitrate;
    const isLog = settings.predictionSpacing === "log";
    this.lowest = isLog ? BELOW_LOWEST * bottom : 0;
    this.highest = isLog ? ABOVE_HIGHEST * top : LINEAR_ABOVE_HIGHEST * top;
  }

  level(buffer: Seconds, last: number | undefined, prediction: BitsPerSecond): number {
    const { bufferBins, predictionBins } = this.settings;
    const bufferBin = binOf(buffer / this.context.maxBuffer, bufferBins);
    const predictionBin = binOf(this.placeOf(prediction), predictionBins);
    const row = (last ?? this.context.levels.length) * predictionBins + predictionBin;
    const cell = row * bufferBins + bufferBin;
    let level = this.cells.get(cell);
    if (level === undefined) {
      level = this.solve(this.bufferIn(bufferBin), last, this.predictionIn(predictionBin));
      this.cells.set(cell, level);
    }
    return level;
  }

  /** The buffer level in the middle of a bin. */
  bufferIn(bin: number): Seconds {
    return ((bin + 0.5) / this.settings.bufferBins) * this.context.maxBuffer;
  }

  /** The throughput in the middle of a bin. */
  predictionIn(bin: number): BitsPerSecond {
    const { lowest, highest, settings } = this;
    const place = (bin + 0.5) / settings.predictionBins;
    if (settings.predictionSpacing === "linear") return place * highest;
    return lowest * (highest / lowest) ** place;
  }

  /** Where a throughput lies in the range of the bins: 0 at its beginning, 1 at its end. */
  private placeOf(prediction: BitsPerSecond): number {
    const { lowest, highest, settings } = this;
    if (settings.predictionSpacing === "linear") return prediction / highest;
    return prediction > lowest ? Math.log(prediction / lowest) / Math.log(highest / lowest) : 0;
  }

  private solve(buffer: Seconds, last: number | undefined, prediction: BitsPerSecond): number {
    const { context, search, settings } = this;
    const { levels, segmentDuration } = context;
    for (let step = 0, at = 0; step < settings.horizon; step++)
      for (let level = 0; level < levels.length; level++)
        search.downloads[at++] = (levels[level]!.bitrate * segmentDuration) / prediction;
    return search.firstLevel({ steps: settings.horizon, buffer, last });
  }
}

/** The bin that holds a place from 0 to 1; places outside fall into the outermost ones. */
function binOf(place: number, bins: number): number {
  return Math.min(Math.max(Math.floor(place * bins), 0), bins - 1);
}
