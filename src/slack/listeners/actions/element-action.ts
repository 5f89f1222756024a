import type { ModalView } from "@slack/web-api";
import type { Refusal } from "../../../operations/refusal.ts";
import type { Actor, World } from "../../../operations/world.ts";
import type { SlackMessage } from "../../blocks.ts";
import type { SlackPeople } from "../../slack-people.ts";
import type { FormValues } from "../views/form-values.ts";

/** The modal or home page that was acted in. */
export type ActedView = {
  readonly id: string;
  readonly type: "modal" | "home";
  readonly callback: string;
  readonly metadata: string;
  /** What stands in its fields at this moment. */
  readonly values: FormValues;
};

/** A click, or a choice in a menu or picker, by a member. */
export type ElementCall = {
  readonly world: World;
  readonly actor: Actor;
  /** Who people are at Slack. */
  readonly people: SlackPeople;
  /** Of the person in Slack; messages to it open their conversation with the app. */
  readonly slackId: string;
  /** A button's value, or the option, day, person or channel that was chosen; "" for none. */
  readonly value: string;
  readonly channel: string | null;
  /** Where the message stands that was clicked in; null in a modal and on the home page. */
  readonly message: { readonly channel: string; readonly ts: string } | null;
  readonly view: ActedView | null;
};

/**
 * What a button, menu or picker does that does not belong to a run's card: it answers in words (or,
 * with null, says nothing), opens a modal, or changes the modal that it stands in. Its value is
 * only ever a key or a digest: what it names is loaded anew.
 */
export type ElementAction = {
  readonly actionId: string;
  /** What a refused person is written down to have tried. */
  readonly act: (value: string) => { readonly action: string; readonly subject: string };
} & (
  | { readonly run: (call: ElementCall) => Promise<SlackMessage | Refusal | null> }
  | {
      /** Title of the modal, of at most 24 characters. */
      readonly title: string;
      /** Answers in words, and opens nothing, where it gives a message or refusal. */
      readonly check?: (call: ElementCall) => Promise<SlackMessage | Refusal | null>;
      readonly open: (call: ElementCall) => Promise<ModalView | Refusal>;
    }
  | {
      /** The view in which the choice was made, as it is to stand now; null leaves it. */
      readonly change: (call: ElementCall) => Promise<ModalView | Refusal | null>;
    }
);
