import { abrsim } from "./abrsim.js";
import { cmcd } from "./cmcd.js";
import { cmcdHeaders } from "./cmcd-headers.js";
import { cmcdJson } from "./cmcd-json.js";
import { cmcdLog } from "./cmcd-log.js";
import { cmcdW3c } from "./cmcd-w3c.js";
import { fccHttpgetmt } from "./fcc-httpgetmt.js";
import { fccWebget } from "./fcc-webget.js";
import type { TraceFormat } from "./format.js";
import { har } from "./har.js";
import { lumos5g } from "./lumos5g.js";
import { mahimahi } from "./mahimahi.js";
import { monroe } from "./monroe.js";
import { norway } from "./norway.js";
import { nyuMets } from "./nyu-mets.js";
import { oboe } from "./oboe.js";
import { pensieve } from "./pensieve.js";
import { puffer } from "./puffer.js";
import { recording } from "./recording.js";
import { sabre } from "./sabre.js";
import { ucc } from "./ucc.js";

/** Every trace format that abrsim reads. */
export const TRACE_FORMATS: readonly TraceFormat[] = [
  abrsim,
  sabre,
  pensieve,
  mahimahi,
  oboe,
  recording,
  har,
  ucc,
  lumos5g,
  nyuMets,
  fccHttpgetmt,
  fccWebget,
  norway,
  monroe,
  puffer,
  cmcd,
  cmcdHeaders,
  cmcdJson,
  cmcdLog,
  cmcdW3c,
];
