/** Slack takes about 13,000 characters in all blocks of a message; the rest is for what frames. */
const mostCharacters = 9_000;

/** As many of the items, from the first on, as their texts leave room for; at least one. */
export function fitting<T>(items: readonly T[], textOf: (item: T) => string): readonly T[] {
  let characters = 0;
  const many = items.findIndex((item) => {
    characters += textOf(item).length + 1;
    return characters > mostCharacters;
  });
  return many === -1 ? items : items.slice(0, Math.max(many, 1));
}
