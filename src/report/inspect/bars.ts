/** Eighths of a character, from none to all of it. */
const EIGHTHS = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;
const WHOLE = EIGHTHS.length - 1;

/** Upright bars, a character wide each, on so many lines, the uppermost first. @param shares 0 to 1 */
export function bars(shares: readonly number[], lines: number): string[] {
  return Array.from({ length: lines }, (_, line) => {
    const below = (lines - 1 - line) * WHOLE;
    const eighths = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * lines * WHOLE);
    return shares.map((share) => EIGHTHS[Math.min(WHOLE, Math.max(0, eighths(share) - below))]!).join("");
  });
}
