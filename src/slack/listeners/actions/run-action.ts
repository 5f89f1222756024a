import type { ModalView } from "@slack/web-api";
import type { Refusal } from "../../../operations/refusal.ts";
import type { Actor, World } from "../../../operations/world.ts";
import type { SlackMessage } from "../../blocks.ts";
import type { runActions } from "../../run-buttons.ts";
import type { RunReference } from "../../run-reference.ts";

/** A click on a run's button by a member. The reference says which run and what was seen. */
export type ActionCall = {
  readonly world: World;
  readonly actor: Actor;
  readonly seen: RunReference;
  readonly channel: string | null;
};

/** What a button does: it answers in words, or opens a modal. */
export type RunAction = { readonly action: keyof typeof runActions } & (
  | { readonly run: (call: ActionCall) => Promise<SlackMessage | Refusal> }
  | {
      /** Title of the modal, of at most 24 characters. */
      readonly title: string;
      /** Answers in words, and opens nothing, where it gives a message. */
      readonly check?: (call: ActionCall) => Promise<SlackMessage | null>;
      readonly open: (call: ActionCall) => Promise<ModalView | Refusal>;
    }
);
