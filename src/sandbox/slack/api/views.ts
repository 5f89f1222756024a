import type { HomeView, ModalView } from "@slack/web-api";
import type { OpenView } from "../model.ts";
import type { Slack } from "../payloads.ts";
import { viewJson } from "../slack-json.ts";
import { exchangeTrigger } from "../triggers.ts";
import { validateView } from "../validate-blocks.ts";
import {
  findView,
  findViewByExternalId,
  openModal,
  publishHome,
  pushModal,
  updateView,
} from "../views.ts";
import {
  type Args,
  jsonArg,
  type Method,
  type MethodAnswer,
  refuse,
  refuseProblems,
  stringArg,
} from "./method.ts";

/** A view as a whole may have this many bytes. */
const VIEW_BYTES_MAX = 250_000;

/** The methods that show modals and the App Home. */
export const viewMethods: Record<string, Method> = {
  "views.open": (slack, args) => showModal(slack, args, openModal),
  "views.push": (slack, args) => showModal(slack, args, pushModal),
  "views.update": update,
  "views.publish": publish,
};

function readView(args: Args, kind: "modal" | "home" | "any"): unknown | MethodAnswer {
  const view = jsonArg(args, "view");
  if (view === undefined) return refuse("invalid_arguments", ["[ERROR] missing field: view"]);
  const problems = validateView(view);
  if (problems.length > 0) return refuseProblems("invalid_arguments", problems);
  if (Buffer.byteLength(JSON.stringify(view)) > VIEW_BYTES_MAX) return refuse("view_too_large");
  const type = (view as { type: string }).type;
  if (kind !== "any" && type !== kind) {
    return refuse("invalid_arguments", [
      `[ERROR] must be one of: ${kind} [json-pointer:/view/type]`,
    ]);
  }
  return view;
}

function isRefused(view: unknown): view is MethodAnswer {
  return typeof view === "object" && view !== null && "ok" in view;
}

function showModal(
  slack: Slack,
  args: Args,
  show: typeof openModal | typeof pushModal,
): MethodAnswer {
  const view = readView(args, "modal");
  if (isRefused(view)) return view;
  const modal = view as ModalView;
  if (modal.external_id && findViewByExternalId(slack.workspace, modal.external_id)) {
    return refuse("duplicate_external_id");
  }
  const trigger = exchangeTrigger(slack.workspace, stringArg(args, "trigger_id") ?? "");
  if (typeof trigger === "string") return refuse(trigger);
  return answer(slack, show(slack.workspace, trigger.personId, modal, trigger.channelId));
}

function update(slack: Slack, args: Args): MethodAnswer {
  const view = readView(args, "any");
  if (isRefused(view)) return view;
  const externalId = stringArg(args, "external_id");
  const open = externalId
    ? findViewByExternalId(slack.workspace, externalId)
    : findView(slack.workspace, stringArg(args, "view_id") ?? "");
  if (!open) return refuse("not_found");
  const next = view as ModalView;
  return answer(slack, updateView(slack.workspace, open, next, stringArg(args, "hash")));
}

function publish(slack: Slack, args: Args): MethodAnswer {
  const view = readView(args, "home");
  if (isRefused(view)) return view;
  const personId = stringArg(args, "user_id") ?? "";
  if (!slack.workspace.peopleById.has(personId)) return refuse("user_not_found");
  const home = view as HomeView;
  return answer(slack, publishHome(slack.workspace, personId, home, stringArg(args, "hash")));
}

function answer(slack: Slack, open: OpenView | string): MethodAnswer {
  if (typeof open === "string") return refuse(open);
  return { ok: true, view: viewJson(slack.workspace, open) };
}
