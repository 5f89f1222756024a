/**
 * " Did you mean "plan"?" for a misspelt word, or "" where nothing is near. Near is at most a third
 * of the word's letters to change, so that very short words aren't guessed at.
 */
export function didYouMean(word: string, known: Iterable<string>): string {
  const near = nearest(word, known);
  return near === null ? "" : ` Did you mean "${near}"?`;
}

/** The known word with the fewest letters to change, capitals aside; null where none is near. */
export function nearest(word: string, known: Iterable<string>): string | null {
  // Longer text is no misspelt word, and measuring it would cost its square.
  if (word.length > 64) return null;
  const sought = word.toLowerCase();
  let best: string | null = null;
  let fewest = Math.floor(word.length / 3) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const changes = distance(sought, candidate.toLowerCase(), fewest);
    if (changes < fewest) {
      fewest = changes;
      best = candidate;
    }
  }
  return best;
}

/**
 * How many letters must be put in, taken out or replaced (Levenshtein); `limit` where it is that
 * many or more, which is known without looking at all letters.
 */
function distance(a: string, b: string, limit: number): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const removed = (above[column] ?? 0) + 1;
      const added = (current[column - 1] ?? 0) + 1;
      const fewest = Math.min(replaced, removed, added);
      least = Math.min(least, fewest);
      current.push(fewest);
    }
    if (least >= limit) return limit;
    above = current;
  }
  return above[b.length] ?? 0;
}
