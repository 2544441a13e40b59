/*
 * Where a thread that simulates begins. The pool loads what it is given by `require`, and Node ends the whole process if a
 * thread is stopped while `require` is loading ES modules, as Ctrl-C does; `import` minds nothing.
 */
const worker = import("./session-worker.js");

module.exports = async (task: import("./session-pool.js").BlockTask) => (await worker).default(task);
