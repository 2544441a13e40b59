const LOOKS_LIKE_A_PATH = /^\.{1,2}$|^(\.{1,2}|[A-Za-z]:)?[\\/]|\.([cm]?ts|[cm]?js)$/;

/**
 * Whether what an arm uses is a path (`./p`, `../p`, `/p`, `p.ts`, `p.mjs`, `..`) and not a built-in policy; and the same
 * of what a list of QoE models names.
 */
export function isPolicyFile(use: string): boolean {
  return LOOKS_LIKE_A_PATH.test(use);
}
