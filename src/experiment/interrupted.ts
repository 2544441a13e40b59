/** The user asked for a run to stop. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}
