import type { Seconds } from "../../units.js";
import { after } from "../pilot/index.js";

export const sleep = (seconds: Seconds): Promise<void> => new Promise((resolve) => after(seconds, resolve));
