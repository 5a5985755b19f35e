import { expect, test } from "vitest"
import { reasonsOf } from "./reasons"

const texts = (evidence: Record<string, unknown>, by = "rules") => reasonsOf(evidence, by).map((one) => one.text)

test("the rules' evidence becomes sentences, each with the side it speaks for", () => {
  const evidence = { with: "x", employer: "part", title: "one says more", place: "unknown", title_words: ["night"] }
  expect(reasonsOf({ ...evidence, text: 0.95, days_apart: 0, requisition: "other" }, "rules")).toEqual([
    { text: "One employer's name holds the other's", speaks: "for" },
    { text: "One title says more than the other", speaks: "for" },
    { text: "The place is not known", speaks: "neither" },
    { text: "Other requisition numbers", speaks: "against" },
    { text: "Only one title says “night”, and the other's text says it too", speaks: "for" },
    { text: "The text is the same: 95 % of the shorter one", speaks: "for" },
    { text: "They stood there at the same time", speaks: "for" },
  ])
  expect(texts({ text: 0.31, days_apart: 200 })).toEqual([
    "31 % of the shorter text is the same",
    "200 days between one and the other",
  ])
})

test("what decides alone, and what a person decided, stand alone", () => {
  expect(texts({ board_id: "4711" })).toEqual(["The board shows it under one id: 4711"])
  expect(texts({ decided: "split" }, "user:ada@example.com")).toEqual(["Split off by ada@example.com"])
  expect(texts({ decided: "join" }, "user:ada@example.com")).toEqual(["Joined by ada@example.com"])
  expect(texts({})).toEqual([])
})
