/** Code that the program ran for its user ended it before its time. */
export class EndedEarly extends Error {
  override readonly name = "EndedEarly";

  constructor() {
    super(
      "ended before it was done, by code that it ran: a policy calls process.exit, or awaits what never comes",
    );
  }
}
