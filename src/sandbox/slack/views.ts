import type { HomeView, KnownBlock, ModalView } from "@slack/web-api";
import { replaceBlocks } from "./earlier-blocks.ts";
import { stateOf } from "./element-values.ts";
import { withIds } from "./elements.ts";
import type { OpenView } from "./model.ts";
import { changed, newId, type Workspace } from "./workspace.ts";

/** How many modals may lie on each other. */
const STACK_DEPTH = 3;

type View = ModalView | HomeView;

/** The modal a person sees, the top of their stack, or null. */
export function topModal(workspace: Workspace, personId: string): OpenView | null {
  return workspace.modals.get(personId)?.at(-1) ?? null;
}

/** The open modal or App Home with this id. */
export function findView(workspace: Workspace, viewId: string): OpenView | undefined {
  for (const stack of workspace.modals.values()) {
    const view = stack.find((one) => one.id === viewId);
    if (view) return view;
  }
  return [...workspace.homes.values()].find((home) => home.id === viewId);
}

/** The open view that an app named itself, by `external_id`. */
export function findViewByExternalId(
  workspace: Workspace,
  externalId: string,
): OpenView | undefined {
  const views = [...workspace.modals.values()].flat();
  return [...views, ...workspace.homes.values()].find((one) => one.view.external_id === externalId);
}

/** Opens a modal; what was open before is gone. */
export function openModal(
  workspace: Workspace,
  personId: string,
  view: ModalView,
  channelId: string | null = null,
): OpenView {
  const opened = newView(personId, "modal", view, { below: null, channelId });
  workspace.modals.set(personId, [opened]);
  changed(workspace, "modal");
  return opened;
}

/** Puts a modal on top of the person's stack. Refusals: `not_found`, `push_limit_reached`. */
export function pushModal(
  workspace: Workspace,
  personId: string,
  view: ModalView,
  channelId: string | null = null,
): OpenView | string {
  const stack = workspace.modals.get(personId) ?? [];
  const below = stack.at(-1);
  if (!below) return "not_found";
  if (stack.length >= STACK_DEPTH) return "push_limit_reached";
  const pushed = newView(personId, "modal", view, { below, channelId });
  stack.push(pushed);
  changed(workspace, "modal");
  return pushed;
}

/** Replaces what a view shows. With a `hash`, only if nobody else did since: `hash_conflict`. */
export function updateView(
  workspace: Workspace,
  open: OpenView,
  view: View,
  hash?: string,
): OpenView | string {
  if (hash !== undefined && hash !== open.hash) return "hash_conflict";
  open.view = view;
  replaceBlocks(open, withIds(view.blocks as KnownBlock[]));
  open.values = stateOf(open.blocks, open.values, open.channelId);
  open.errors = {};
  open.notice = null;
  open.hash = newHash();
  if (open.kind === "home") changed(workspace, "conversation", "sidebar");
  else changed(workspace, "modal");
  return open;
}

/** Shows an App Home to a person. */
export function publishHome(
  workspace: Workspace,
  personId: string,
  view: HomeView,
  hash?: string,
): OpenView | string {
  const existing = workspace.homes.get(personId);
  if (existing) return updateView(workspace, existing, view, hash);
  const home = newView(personId, "home", view, { below: null, channelId: null });
  workspace.homes.set(personId, home);
  changed(workspace, "conversation", "sidebar");
  return home;
}

/** Takes the top modal away, or all of them. Returns what was closed, the top one first. */
export function closeModals(workspace: Workspace, personId: string, which: "top" | "all") {
  const stack = workspace.modals.get(personId) ?? [];
  const closed = which === "all" ? stack.splice(0).reverse() : stack.splice(-1);
  changed(workspace, "modal");
  return closed;
}

function newView(
  personId: string,
  kind: OpenView["kind"],
  view: View,
  from: { below: OpenView | null; channelId: string | null },
): OpenView {
  const { below, channelId } = from;
  const blocks = withIds(view.blocks as KnownBlock[]);
  const id = newId("V");
  return {
    id,
    personId,
    kind,
    view,
    blocks,
    earlierBlocks: [],
    hash: newHash(),
    rootId: below?.rootId ?? id,
    previousId: below?.id ?? null,
    channelId,
    values: stateOf(blocks, {}, channelId),
    errors: {},
    notice: null,
  };
}

function newHash(): string {
  return `${Math.floor(Date.now() / 1000)}.${newId("h").slice(1).toLowerCase()}`;
}
