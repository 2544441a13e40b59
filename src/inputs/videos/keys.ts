/**
 * Whether a text in YAML or JSON has a key, as far as can be told without parsing it.
 *
 * @param keys alternatives, as in a regular expression: "levels|segments"
 */
export const hasKey = (text: string, keys: string): boolean =>
  new RegExp(`(?:^|[{,\\s])["']?(?:${keys})["']?\\s*:`).test(text);
