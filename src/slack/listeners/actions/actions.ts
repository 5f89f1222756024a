import { account } from "./account.ts";
import { approve } from "./approve.ts";
import { approveWithComment } from "./approve-with-comment.ts";
import { cancel } from "./cancel.ts";
import { changes } from "./changes.ts";
import { csv, exceptionsCsv } from "./csv.ts";
import { exceptions } from "./exceptions.ts";
import { launch } from "./launch.ts";
import { lookCloser } from "./look-closer.ts";
import { pause } from "./pause.ts";
import { preview } from "./preview.ts";
import { reject } from "./reject.ts";
import { remind } from "./remind.ts";
import { askForApproval } from "./request-approval.ts";
import { resume } from "./resume.ts";
import { retry } from "./retry.ts";
import { reverse } from "./reverse.ts";
import type { RunAction } from "./run-action.ts";
import { why } from "./why.ts";

/** What stands behind every button of a run. */
export const actions: readonly RunAction[] = [
  preview,
  askForApproval,
  approve,
  approveWithComment,
  reject,
  remind,
  lookCloser,
  why,
  launch,
  pause,
  resume,
  cancel,
  retry,
  exceptions,
  exceptionsCsv,
  csv,
  changes,
  account,
  reverse,
];
