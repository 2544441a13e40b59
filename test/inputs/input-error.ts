import { InputError } from "../../src/errors.js";

/** The error that the user would see; fails when there is none, or one of another kind. */
export async function inputErrorOf(outcome: Promise<unknown>): Promise<InputError> {
  try {
    await outcome;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("expected an InputError, but all went well");
}
