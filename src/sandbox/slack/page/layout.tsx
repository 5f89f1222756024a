import { Composer, headingOf, ThreadComposer } from "./composer.tsx";
import { Conversation, Pins, Thread } from "./conversation.tsx";
import { Hood, HoodMark } from "./hood.tsx";
import { Modal } from "./modal.tsx";
import { type Place, peopleShown, queryOf } from "./place.ts";
import { People, Sidebar } from "./sidebar.tsx";

/** The whole page. Its regions fetch themselves anew when the server says they changed. */
export function Page({ place }: { place: Place }) {
  const { workspace } = place.world.slack;
  const title = place.isHome ? workspace.bot.realName : headingOf(place);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${workspace.team.name}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/page.css" />
        <script src="/assets/htmx.js" defer />
        <script src="/assets/sse.js" defer />
        <script src="/assets/page.js" defer />
      </head>
      <body
        hx-ext="sse"
        sse-connect="/page/events"
        data-person={place.person.id}
        data-channel={place.conversation.id}
      >
        <TopBar place={place} />
        <div class={place.threadTs && !place.isHome ? "columns with-thread" : "columns"}>
          <nav class="sidebar" aria-label="Channels" {...region(place, "sidebar")}>
            <Sidebar place={place} />
          </nav>
          <Main place={place} />
          {place.threadTs && !place.isHome ? <ThreadPanel place={place} /> : null}
        </div>
        <div id="modal" {...region(place, "modal")}>
          <Modal place={place} />
        </div>
        <div id="told" role="status" aria-live="polite" />
        <dialog id="confirm" aria-labelledby="confirm-title">
          <h2 id="confirm-title">Are you sure?</h2>
          <p />
          <footer>
            <button type="button" class="button" data-answer="no">
              Cancel
            </button>
            <button type="button" class="button primary" data-answer="yes">
              Yes
            </button>
          </footer>
        </dialog>
      </body>
    </html>
  );
}

function TopBar({ place }: { place: Place }) {
  const { workspace } = place.world.slack;
  return (
    <header class="top">
      <div class="team">
        <span class="team-mark" aria-hidden="true">
          {workspace.team.name.slice(0, 1)}
        </span>
        <h1>{workspace.team.name}</h1>
      </div>
      <nav class={peopleClass(place)} aria-label="You are" {...region(place, "people", "sidebar")}>
        <People place={place} />
      </nav>
      <details class="hood" id="hood">
        <summary>
          <span>Under the hood</span>
          <span {...region(place, "hood-mark", "hood")}>
            <HoodMark place={place} />
          </span>
        </summary>
        <div class="hood-body" {...region(place, "hood")}>
          <Hood place={place} />
        </div>
      </details>
    </header>
  );
}

// From five people on, only the one you are is shown with what they do.
function peopleClass(place: Place): string {
  return peopleShown(place.world).length > 4 ? "people many" : "people";
}

/** Attributes of an element that fetches its content anew when `event` comes. */
function region(place: Place, name: string, event = name) {
  return {
    "hx-get": `/page/region/${name}${queryOf(place)}`,
    "hx-trigger": `sse:${event}`,
    "hx-swap": "innerHTML",
    "data-region": name,
  };
}

function Main({ place }: { place: Place }) {
  const { conversation, isHome, world } = place;
  const { bot } = world.slack.workspace;
  const about = isHome ? "Home" : (conversation.topic ?? "");
  return (
    <main>
      <header class="where">
        <h2>{isHome ? bot.realName : headingOf(place)}</h2>
        <span class="about">{about}</span>
        {isHome || conversation.kind === "im" ? null : (
          <span class="members">{conversation.members.length} members</span>
        )}
      </header>
      <div {...region(place, "pins", "conversation")}>
        <Pins place={place} />
      </div>
      <div
        class="scroll"
        role="log"
        aria-label={isHome ? "Home" : "Messages"}
        tabindex={0}
        data-home={isHome ? "1" : undefined}
        data-testid="messages"
        {...region(place, "conversation")}
      >
        <Conversation place={place} />
      </div>
      {isHome ? null : (
        <div {...region(place, "composer")}>
          <Composer place={place} />
        </div>
      )}
    </main>
  );
}

function ThreadPanel({ place }: { place: Place }) {
  return (
    <aside class="thread" aria-label="Thread">
      <header class="where">
        <h2>Thread</h2>
        <a class="cross" href={queryOf(place, { thread: null })} aria-label="Close the thread">
          ×
        </a>
      </header>
      <div class="scroll" data-testid="thread" {...region(place, "thread", "conversation")}>
        <Thread place={place} />
      </div>
      <div {...region(place, "thread-composer", "composer")}>
        <ThreadComposer place={place} />
      </div>
    </aside>
  );
}
