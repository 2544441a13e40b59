export { playChart } from "./play-chart.js";
export { playListing } from "./play-listing.js";
export { playerListing } from "./player-listing.js";
