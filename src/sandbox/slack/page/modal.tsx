import type { ModalView } from "@slack/web-api";
import { topModal } from "../views.ts";
import { Blocks } from "./blocks.tsx";
import { Hidden } from "./message.tsx";
import { type Place, queryOf } from "./place.ts";

/** The modal on top of a person's stack, as a dialog; nothing if none is open. */
export function Modal({ place }: { place: Place }) {
  const open = topModal(place.world.slack.workspace, place.person.id);
  if (open?.view.type !== "modal") return null;
  const { view } = open;
  const depth = place.world.slack.workspace.modals.get(place.person.id)?.length ?? 1;
  return (
    <div class="overlay">
      <form
        method="post"
        action="/page/submit"
        hx-post="/page/submit"
        hx-swap="none"
        hx-sync="this:queue all"
        role="dialog"
        aria-modal="true"
        aria-labelledby="modal-title"
        class="modal"
        novalidate
        data-view-id={open.id}
        data-callback-id={view.callback_id}
      >
        {/* Enter in a field presses the form's first submit button: not one of the blocks'. */}
        {view.submit ? (
          <button type="submit" class="unseen" tabindex={-1} title={view.submit.text} />
        ) : null}
        <Hidden
          fields={{
            as: place.person.id,
            back: queryOf(place),
            target: "view",
            view: open.id,
          }}
        />
        <header>
          <h2 id="modal-title">{view.title.text}</h2>
          <button
            type="submit"
            class={depth > 1 ? "cross back" : "cross"}
            formaction="/page/close"
            hx-post="/page/close"
            hx-swap="none"
            hx-sync="this:drop"
            aria-label={depth > 1 ? "Back" : "Close"}
            data-testid="modal-cross"
          >
            {depth > 1 ? "‹" : "×"}
          </button>
        </header>
        <div class="body">
          <Blocks blocks={open.blocks} values={open.values} errors={open.errors} place={place} />
        </div>
        {open.notice ? (
          <p class="notice" role="alert">
            {open.notice}
          </p>
        ) : null}
        <Answers view={view} depth={depth} />
      </form>
    </div>
  );
}

// Closing waits for nothing, while other acts of the form come one after another.
function Answers({ view, depth }: { view: ModalView; depth: number }) {
  const leave = depth > 1 ? "Back" : view.submit ? "Cancel" : "Close";
  return (
    <footer>
      <button
        type="submit"
        class="button"
        formaction="/page/close"
        hx-post="/page/close"
        hx-swap="none"
        hx-sync="this:drop"
        data-testid="modal-close"
      >
        {view.close?.text ?? leave}
      </button>
      {view.submit ? (
        <button type="submit" class="button primary" data-testid="modal-submit">
          {view.submit.text}
        </button>
      ) : null}
    </footer>
  );
}
