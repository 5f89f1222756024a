import { expect, it } from "vitest";
import { readQuestion, runSubjectIn } from "../../../src/operations/audit/read-question.ts";

it.each([
  ["", 10, null],
  ["20", 20, null],
  ["0", 1, null],
  ["900", 50, null],
  ["of BR-12", 10, "BR-12"],
  ["20 of @dana", 20, "@dana"],
  ["20 @dana", 20, "@dana"],
  ["of Dana Ruiz", 10, "Dana Ruiz"],
  ["launch", 10, "launch"],
  ["1234567", 10, "1234567"],
])("%j asks for %i rows of %j", (words, limit, of) => {
  expect(readQuestion(words)).toEqual({ limit, of });
});

it("more rows are for scripts", () => {
  expect(readQuestion("900", 10_000).limit).toBe(900);
});

it.each([
  ["BR-12", "BR-12"],
  ["br12", "BR-12"],
  ["12", null],
  ["BR-x", null],
  ["launch", null],
])("%j names the run %j", (text, subject) => expect(runSubjectIn(text)).toBe(subject));
