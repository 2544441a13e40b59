import { InputError, type InputProblem } from "../../errors.js";
import { Interrupted } from "../../experiment/interrupted.js";

/** What was thrown, in a form that crosses threads: an error on its own would forget its class. */
export type Fault =
  | { readonly kind: "input"; readonly problem: InputProblem }
  | { readonly kind: "interrupted" }
  | { readonly kind: "other"; readonly name: string; readonly message: string; readonly stack?: string };

export function faultOf(thrown: unknown): Fault {
  if (thrown instanceof InputError) return { kind: "input", problem: thrown.problem };
  if (thrown instanceof Interrupted) return { kind: "interrupted" };
  if (!(thrown instanceof Error)) return { kind: "other", name: "Error", message: String(thrown) };
  const { name, message, stack } = thrown;
  return { kind: "other", name, message, ...(stack !== undefined && { stack }) };
}

export function errorOf(fault: Fault): Error {
  if (fault.kind === "input") return new InputError(fault.problem);
  if (fault.kind === "interrupted") return new Interrupted();
  const { name, message, stack } = fault;
  return Object.assign(new Error(message), { name, ...(stack !== undefined && { stack }) });
}
