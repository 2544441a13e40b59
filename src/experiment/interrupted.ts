/** The user asked for a run to stop. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor(message = "interrupted") {
    super(message);
  }
}
