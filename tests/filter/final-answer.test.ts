import { describe, expect, it } from "vitest";
import { acts, answer, call, trajectory, user, weatherTrajectory } from "../core/sample-trajectory.ts";
import { judgeWith } from "./judge-with.ts";

describe("final-answer", () => {
  it("keeps a row that ends with an answer", async () => {
    expect(await judgeWith("final-answer", weatherTrajectory())).toEqual([]);
    expect(await judgeWith("final-answer", trajectory([answer("done", { finish: "answer", thought: "so" })]))).toEqual(
      [],
    );
    const image = { ...answer(""), message: [{ type: "image", source: { media_type: "image/png" } }] } as never;
    expect(await judgeWith("final-answer", trajectory([image]))).toEqual([]);
  });

  it.each([
    ["a call", acts("x", [call("f", {})], ["y"]), "no_final_answer"],
    ["the user's turn", user("and?"), "no_final_answer"],
    ["white space", answer(" \n"), "empty_answer"],
    ["a give-up", answer("", { finish: "give_up" }), "gave_up"],
  ])("drops a row that ends with %s", async (_, step, reason) => {
    expect(await judgeWith("final-answer", trajectory([answer("a"), step]))).toMatchObject([
      { verdict: "drop", reason },
    ]);
  });

  it("counts give-ups and keeps them when told so", async () => {
    const row = trajectory([answer("I cannot", { finish: "give_up" })]);
    expect(await judgeWith("final-answer:give_up=keep", row)).toEqual([{ verdict: "keep", reason: "gave_up" }]);
  });
});
