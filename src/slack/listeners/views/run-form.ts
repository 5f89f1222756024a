import type { ModalView } from "@slack/web-api";
import type { Refusal } from "../../../operations/refusal.ts";
import type { Actor, World } from "../../../operations/world.ts";
import type { SlackMessage } from "../../blocks.ts";
import type { SlackPeople } from "../../slack-people.ts";
import type { FormErrors, FormValues } from "./form-values.ts";

/** A form as it was sent. */
export type SubmittedForm = {
  /** The same for the same form, however often it is sent. */
  readonly viewId: string;
  /** What we gave the form to carry: ids and a digest, nothing to trust. */
  readonly metadata: string;
  readonly values: FormValues;
};

/** A modal that people fill in: what is wrong with the entries, and what sending it does. */
export type RunForm = {
  readonly callback: string;
  readonly title: string;
  /** How a refusal of the person is written down. */
  readonly act: (form: SubmittedForm) => { readonly action: string; readonly subject: string };
  /** What is wrong by field, without asking the books; null where nothing is. */
  readonly check: (form: SubmittedForm) => FormErrors | null;
  readonly submit: (call: {
    readonly world: World;
    readonly actor: Actor;
    /** Who people are at Slack. */
    readonly people: SlackPeople;
    readonly form: SubmittedForm;
    /** A view takes the form's place; anything else closes it. */
  }) => Promise<SlackMessage | Refusal | ModalView>;
  /** What the modal beneath shows once the form was taken; absent where it stays as it is. */
  readonly beneath?: (call: {
    readonly world: World;
    readonly actor: Actor;
    readonly form: SubmittedForm;
  }) => Promise<ModalView | Refusal>;
  /** Where the person is told what came of it; null: in a direct message. */
  readonly channelOf: (form: SubmittedForm) => string | null;
  /** The field that a refusal is about; null where the whole form is. */
  readonly fieldOf: (refusal: Refusal) => string | null;
};
