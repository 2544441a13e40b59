/** The script of the report's page, one text. */
export interface ClientScript {
  readonly code: string;
  /** SHA-256 of the text in base64, as a content security policy names it. */
  readonly sha256: string;
}

/**
 * What makes the page's charts live. Only the built package has it: the build bundles `client/` and writes it in the
 * place of this module. Without it the page is what it is where scripts do not run.
 */
export const CLIENT_SCRIPT: ClientScript | undefined = undefined;
