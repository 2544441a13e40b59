/** Digits for print: a true minus sign before numbers. */
export function minus(digits: string): string {
  return digits.replace(/(?<![\w.])-(?=\d)/g, "−");
}
