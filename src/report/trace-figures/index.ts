/** The door: what is said of traces, for people and for programs. */

export { folderListing, type ListedSet } from "./folder-listing.js";
export type { PlottedBins, PlottedTrace } from "./plotted.js";
export { setListing } from "./set-listing.js";
export { terminalPlot } from "./terminal-plot.js";
export { faultAnnotations, faultListing, faultsInWords, type ToldFault, toldFault } from "./told-fault.js";
export { type ListedTrace, traceListing } from "./trace-listing.js";
