/* Where a thread that reads figures begins: as the one that simulates does, and for the same reason. */
const worker = import("./figure-worker.js");

module.exports = async (task: import("./figure-pool.js").FigureTask) => (await worker).default(task);
