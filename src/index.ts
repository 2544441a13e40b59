export { createWorkspace, type SimulationSetup, simulate, traceOffset, type Workspace } from "./engine/simulate.js";
