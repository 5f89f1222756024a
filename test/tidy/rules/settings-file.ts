type Sentences = Readonly<Record<string, string>>;

/** Each setting of a `.env.example` (commented out or not) with the comment right above it. */
export function describedSettings(text: string): Sentences {
  const sentences: Record<string, string> = {};
  let comment: string[] = [];
  for (const line of text.split("\n")) {
    const setting = /^(?:# )?([A-Z][A-Z0-9_]*)=/.exec(line)?.[1];
    if (setting !== undefined) {
      sentences[setting] = comment.join(" ");
      comment = [];
    } else if (line.startsWith("# ")) comment.push(line.slice(2));
    else comment = [];
  }
  return sentences;
}

/** Settings that the file has not, has too many, or describes in other words than the program. */
export function wronglyDescribed(written: Sentences, known: Sentences): readonly string[] {
  const wrong = Object.entries(known).flatMap(([name, sentence]) => {
    const found = written[name];
    if (found === undefined) return [`${name} is not described`];
    return found === `${sentence}.` ? [] : [`${name} is described as: ${found}`];
  });
  const unknown = Object.keys(written).filter((name) => known[name] === undefined);
  return [...wrong, ...unknown.map((name) => `${name} is no setting`)];
}
