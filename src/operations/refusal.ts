/** An expected no: a stable snake_case code, what stands in the way, and what to do now. */
export type Refusal = {
  readonly refusal: string;
  readonly message: string;
  /** What the person can do now, as a sentence; null where nothing helps. */
  readonly remedy: string | null;
  /**
   * ISO instant that ends the message, if there is one. The counter writes it as its reader sees
   * times: ", 22 Nov 2026 17:44".
   */
  readonly at?: string;
};

/** Makes a refusal. */
export function refuse(code: string, message: string, remedy: string | null = null): Refusal {
  return { refusal: code, message, remedy };
}

/** Whether an operation's answer is a no. */
export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && "refusal" in answer;
}
