import { type BlockProblem, isRecord } from "../block-checks.ts";
import { validateBlocks, validateView } from "../validate-blocks.ts";
import { type Args, jsonArg, type Method, type MethodAnswer, refuse } from "./method.ts";

const oneOnly = "must provide exactly one of `blocks`, `view`, or `message`";

/** Slack's own validator. It asks for no token. */
export const blockMethods: Record<string, Method> = {
  "blocks.validate": (_slack, args) => {
    const given = ["blocks", "view", "message"].filter((name) => args[name] !== undefined);
    if (given.length !== 1) return refuse("invalid_arguments", [oneOnly]);
    const problems = problemsOf(args);
    return problems.length === 0 ? { ok: true } : answer(problems);
  },
};

function problemsOf(args: Args): BlockProblem[] {
  if (args["view"] !== undefined) {
    return validateView(jsonArg(args, "view")).map((one) => at(one, "/view"));
  }
  if (args["blocks"] !== undefined) {
    return validateBlocks(jsonArg(args, "blocks"), "message", "");
  }
  const message = jsonArg(args, "message");
  return validateBlocks(isRecord(message) ? (message["blocks"] ?? []) : message, "message");
}

// Pointers start at what was given.
function at(problem: BlockProblem, root: string): BlockProblem {
  return { ...problem, pointer: problem.pointer.slice(root.length) };
}

function answer(problems: BlockProblem[]): MethodAnswer {
  const errors = problems.map((problem) => ({ code: "failed_constraint", ...problem }));
  return { ok: false, error: "invalid_blocks", errors };
}
