export { besides, bundleLibraryPolicy, bundlePolicy, exportName, type PolicyBundle } from "./bundle.js";
export { importDefault, importPolicy } from "./import.js";
export { locateError } from "./locate.js";
export { isPolicyFile } from "./policy-file.js";
export { sourceOf } from "./source-map.js";
