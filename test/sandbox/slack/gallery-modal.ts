import type { HomeView, KnownBlock, ModalView } from "@slack/web-api";
import { currencies, manySegments, mrkdwn, option, plain } from "./gallery-blocks.ts";
import { dana } from "./small-app.ts";

const input = (
  id: string,
  label: string,
  element: Extract<KnownBlock, { type: "input" }>["element"],
  more: Partial<Extract<KnownBlock, { type: "input" }>> = {},
): KnownBlock => ({
  type: "input",
  block_id: id,
  label: plain(label),
  element: { ...element, action_id: "value" },
  ...more,
});

/** A modal with every input. */
export const galleryModal: ModalView = {
  type: "modal",
  callback_id: "gallery",
  title: plain("New bill run"),
  submit: plain("Create"),
  close: plain("Not now"),
  blocks: [
    { type: "alert", level: "warning", text: mrkdwn("*3 accounts* changed since the preview.") },
    { type: "alert", level: "success", text: plain("The totals agree.") },
    input("name", "Name", {
      type: "plain_text_input",
      max_length: 40,
      placeholder: plain("December"),
    }),
    input("comment", "Comment", { type: "plain_text_input", multiline: true }, { optional: true }),
    input(
      "amount",
      "Limit",
      { type: "number_input", is_decimal_allowed: true, min_value: "0" },
      {
        hint: plain("In the currency of the run. Bills above it become findings."),
      },
    ),
    input("mail", "Copy to", { type: "email_text_input" }, { optional: true }),
    input("link", "Ticket", { type: "url_text_input" }, { optional: true }),
    input(
      "currency",
      "Currency",
      { type: "static_select", options: currencies },
      {
        dispatch_action: true,
      },
    ),
    input("plan", "Plan", {
      type: "static_select",
      option_groups: [
        {
          label: plain("Sold now"),
          options: [option("team", "Team"), option("business", "Business")],
        },
        { label: plain("Old"), options: [option("basic", "Basic")] },
      ],
    }),
    input(
      "tags",
      "Tags",
      {
        type: "multi_static_select",
        options: [option("vip", "VIP"), option("net60", "Net 60", "Pays after 60 days")],
      },
      { optional: true },
    ),
    input(
      "segments",
      "Segments",
      {
        type: "multi_static_select",
        placeholder: plain("All of them"),
        options: manySegments,
        initial_options: manySegments.slice(0, 2),
        max_selected_items: 3,
      },
      { optional: true },
    ),
    input("approvers", "Approvers", { type: "multi_users_select", initial_users: [dana] }),
    input("owner", "Owner", { type: "users_select" }, { optional: true }),
    input("where", "Where", {
      type: "conversations_select",
      default_to_current_conversation: true,
      filter: { include: ["public", "private"] },
    }),
    input("channels", "Also tell", { type: "multi_channels_select" }, { optional: true }),
    input(
      "account",
      "Account",
      { type: "external_select", min_query_length: 1 },
      { optional: true },
    ),
    input("target", "Target date", { type: "datepicker", initial_date: "2026-12-31" }),
    input("time", "Time", { type: "timepicker", timezone: "Europe/Berlin" }, { optional: true }),
    input("instant", "Expires", { type: "datetimepicker" }, { optional: true }),
    input("kind", "Kind", {
      type: "radio_buttons",
      initial_option: option("adhoc", "Ad hoc", "Started by hand"),
      options: [
        option("adhoc", "Ad hoc", "Started by hand"),
        option("catchup", "Catch-up", "Advances what is billed without documents"),
      ],
    }),
    input(
      "flags",
      "Options",
      {
        type: "checkboxes",
        options: [option("mail", "Send e-mails"), option("collect", "Collect payments")],
      },
      { optional: true },
    ),
  ],
};

/** An App Home with something to click. */
export const galleryHome: HomeView = {
  type: "home",
  blocks: [
    { type: "header", text: plain("What waits for you") },
    {
      type: "section",
      text: mrkdwn("*BR-12* · 316,985.75 USD\nmade by Dana, two of three have approved"),
      accessory: { type: "button", action_id: "open", text: plain("Look") },
    },
    { type: "divider" },
    { type: "context", elements: [mrkdwn("Next: _Daily catch-up_, tomorrow at 06:00")] },
  ],
};
