/*
 * The page's own signs, drawn so that they look alike whatever fonts a machine has.
 */

/** A pin, beside what is pinned. */
export function PinIcon() {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M6 2h4l-.6 4.2L12 9H4l2.6-2.8zM8 9v5" />
    </svg>
  );
}

/** A lock, before the name of a private channel. */
export function LockIcon() {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M4 7.5h8v6H4zM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3" />
    </svg>
  );
}

/** A turning arrow: reply in a thread. */
export function ReplyIcon() {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M6 4 2.5 7.5 6 11M3 7.5h6.5a3.5 3.5 0 0 1 3.5 3.5v1.5" />
    </svg>
  );
}

/** An arrow up: send. */
export function SendIcon() {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 13V3.5M4 7.5 8 3.5l4 4" />
    </svg>
  );
}

/** A mark in a circle: an alert. */
export function AlertIcon() {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6" />
      <path d="M8 5v3.5M8 11v.1" />
    </svg>
  );
}
