import { expect, test } from "vitest"
import { only, typed, writtenSince } from "./meanwhile"

const BEGAN = { name: "Ada", place: "Bonn", tags: "java" }

test("only what was typed is sent, so that what others wrote meanwhile stays", () => {
  const mine = typed(BEGAN, { ...BEGAN, place: "Berlin" })
  expect(only({ name: "Ada", place: "Berlin", tags: ["java"] }, mine)).toEqual({ place: "Berlin" })
})

test("what others wrote is told by the names of the form", () => {
  const labels = { name: "Name", place: "Place", tags: "Tags" }
  expect(writtenSince(labels, BEGAN, { ...BEGAN, place: "", tags: "java, lead" })).toEqual([
    { label: "Place", value: "" },
    { label: "Tags", value: "java, lead" },
  ])
})
