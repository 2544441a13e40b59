import { dashList, dashOnDemand, dashTemplate } from "./dash.js";
import { hls } from "./hls.js";
import type { ManifestForm } from "./manifest-files.js";

/** Every kind of manifest that abrsim writes. */
export const MANIFEST_FORMS: readonly ManifestForm[] = [hls, dashOnDemand, dashList, dashTemplate];
export type { ManifestFile, ManifestForm } from "./manifest-files.js";
