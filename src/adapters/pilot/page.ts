declare const self: unknown;

/**
 * The page's global object, to be read as what is used of it. Ask for it here: `globalThis` by itself is newer than
 * televisions that policies run on, and throws there.
 */
export const page: unknown = typeof globalThis === "undefined" ? self : globalThis;
