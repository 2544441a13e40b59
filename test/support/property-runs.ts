import fc from "fast-check";

/* How often each property is tried is the environment's to say, where a property does not say so itself. */

fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: Number(process.env["PROPERTY_RUNS"]) });
