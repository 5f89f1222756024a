import type { Command } from "commander";
import { approvalVerbs } from "./approval-verbs.ts";
import { auditVerb } from "./audit-verb.ts";
import type { CliIo } from "./cli-io.ts";
import { creditVerb } from "./credit-verb.ts";
import { doctorVerb } from "./doctor-verb.ts";
import { explainVerb } from "./explain-verb.ts";
import { freezeVerbs } from "./freeze-verb.ts";
import { importVerb } from "./import-verb.ts";
import { lookupVerbs } from "./lookup-verbs.ts";
import { memberVerb } from "./member-verb.ts";
import { notifyVerb } from "./notify-verb.ts";
import { quoteVerb } from "./quote-verb.ts";
import { reportVerb } from "./report-verb.ts";
import { reverseVerb } from "./reverse-verb.ts";
import type { Root } from "./root.ts";
import { runVerb } from "./run-verb.ts";
import { scheduleVerb } from "./schedule-verb.ts";
import { serviceVerbs } from "./service-verbs.ts";

/** Adds every verb that works on the books. */
export function bookVerbs(program: Command, root: Root, io: CliIo): void {
  serviceVerbs(program, root, io);
  importVerb(program, root, io);
  runVerb(program, root, io);
  approvalVerbs(program, root, io);
  scheduleVerb(program, root, io);
  explainVerb(program, root, io);
  reverseVerb(program, root, io);
  creditVerb(program, root, io);
  quoteVerb(program, root, io);
  lookupVerbs(program, root, io);
  memberVerb(program, root, io);
  reportVerb(program, root, io);
  notifyVerb(program, root, io);
  auditVerb(program, root, io);
  freezeVerbs(program, root, io);
  doctorVerb(program, root, io);
}
