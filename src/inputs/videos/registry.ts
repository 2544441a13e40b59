import { dash } from "./dash.js";
import type { VideoFormat } from "./format.js";
import { hls } from "./hls.js";
import { ladder } from "./ladder.js";
import { measured } from "./measured.js";
import { sabreMovie } from "./sabre-movie.js";

/** Every video format of a single file that abrsim reads. Folders of size tables or of segments are read beside these. */
export const VIDEO_FORMATS: readonly VideoFormat[] = [sabreMovie, ladder, measured, dash, hls];
