import { createContext, runInContext } from "node:vm";

/** What ECMAScript got after 2019, and what is no part of it. With a dot, a property of a built-in. */
const NEWER: readonly string[] = [
  "globalThis AggregateError BigInt BigInt64Array BigUint64Array WeakRef FinalizationRegistry Iterator SuppressedError",
  "DisposableStack AsyncDisposableStack Float16Array",
  "console structuredClone queueMicrotask setTimeout performance WebAssembly SharedArrayBuffer Atomics",
  "Promise.allSettled Promise.any Promise.withResolvers Promise.try",
  "Object.hasOwn Object.groupBy Map.groupBy Array.fromAsync Error.isError RegExp.escape Math.f16round Math.sumPrecise",
  "String.prototype.matchAll String.prototype.replaceAll String.prototype.at",
  "String.prototype.isWellFormed String.prototype.toWellFormed",
  ...["at", "findLast", "findLastIndex", "toReversed", "toSorted", "toSpliced", "with"].map(
    (name) => `Array.prototype.${name} Float64Array.prototype.__proto__.${name}`,
  ),
  ...["union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf"].map(
    (name) => `Set.prototype.${name}`,
  ),
  "Set.prototype.isDisjointFrom ArrayBuffer.prototype.resize ArrayBuffer.prototype.transfer",
  "ArrayBuffer.prototype.transferToFixedLength RegExp.prototype.hasIndices",
].flatMap((line) => line.split(" "));

/** A world with the built-ins of ECMAScript 2019, and nothing of Node or of a page. */
export class OldRealm {
  private readonly context = createContext({});

  constructor() {
    for (const path of NEWER) {
      const dot = path.lastIndexOf(".");
      const holder = dot === -1 ? "this" : path.slice(0, dot);
      // What this Node does not have either has no holder.
      this.run(`try { delete ${holder}[${JSON.stringify(path.slice(dot + 1))}]; } catch (error) {}`);
    }
    this.run(`for (const iterator of [[][Symbol.iterator](), new Map().keys()]) {
      const base = Object.getPrototypeOf(Object.getPrototypeOf(iterator));
      for (const name of Object.getOwnPropertyNames(base)) if (name !== "constructor") delete base[name];
    }`);
  }

  /** Runs a script for what it leaves behind. */
  run(script: string): void {
    runInContext(script, this.context);
  }

  /** What an expression comes to, which has to survive JSON. */
  valueOf(expression: string): unknown {
    return JSON.parse(String(runInContext(`JSON.stringify(${expression})`, this.context)));
  }
}
