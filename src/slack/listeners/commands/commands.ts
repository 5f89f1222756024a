import { account } from "./account.ts";
import { aging } from "./aging.ts";
import { approvals } from "./approvals.ts";
import { approve } from "./approve.ts";
import { ask } from "./ask.ts";
import { audit } from "./audit.ts";
import { cancel } from "./cancel.ts";
import type { Command } from "./command.ts";
import { create } from "./create.ts";
import { credit } from "./credit.ts";
import { delegate } from "./delegate.ts";
import { doctor } from "./doctor.ts";
import { dunning } from "./dunning.ts";
import { explain } from "./explain.ts";
import { freeze } from "./freeze.ts";
import { helpOf } from "./help.ts";
import { invoice } from "./invoice.ts";
import { launch } from "./launch.ts";
import { list } from "./list.ts";
import { notify } from "./notify.ts";
import { pause } from "./pause.ts";
import { preview } from "./preview.ts";
import { quotes } from "./quotes.ts";
import { reconcile } from "./reconcile.ts";
import { reject } from "./reject.ts";
import { resume } from "./resume.ts";
import { retry } from "./retry.ts";
import { reverse } from "./reverse.ts";
import { roles } from "./roles.ts";
import { schedule } from "./schedule.ts";
import { settings } from "./settings.ts";
import { show } from "./show.ts";
import { unfreeze } from "./unfreeze.ts";

const working: readonly Command[] = [
  preview,
  create,
  list,
  show,
  ask,
  approve,
  reject,
  approvals,
  delegate,
  launch,
  pause,
  resume,
  cancel,
  retry,
  reverse,
  credit,
  quotes,
  schedule,
  explain,
  account,
  invoice,
  aging,
  dunning,
  reconcile,
  notify,
  settings,
  roles,
  freeze,
  unfreeze,
  audit,
  doctor,
];

/** Every word that `/billrun` knows, in the order that help lists them. */
export const commands: readonly Command[] = [...working, helpOf(working)];
