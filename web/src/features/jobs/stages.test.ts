import { describe, expect, it } from "vitest"
import { drafted, merged, moved, newStage, same } from "./stages"

const THREE = drafted([
  { id: "a", name: "Found", kind: "sourced" },
  { id: "b", name: "Talk", kind: "interview" },
  { id: "c", name: "Out", kind: "rejected" },
])
const names = (stages: { name: string }[]) => stages.map((one) => one.name).join(" ")

describe("stages that are edited", () => {
  it("move, and stay inside the list", () => {
    expect(names(moved(THREE, 0, 1))).toBe("Talk Found Out")
    expect(names(moved(THREE, 2, 0))).toBe("Out Found Talk")
    expect(names(moved(THREE, 0, 9))).toBe("Talk Out Found")
    expect(names(moved(THREE, 0, -1))).toBe("Found Talk Out")
  })

  it("are the same by what they say, whatever their rows are called", () => {
    expect(same(THREE, drafted(THREE.map((one) => ({ ...one, id: one.id ?? "" }))))).toBe(true)
    expect(same(THREE, moved(THREE, 0, 1))).toBe(false)
  })

  it("lose nothing when two people save: what they added stays, what they removed and I kept is new", () => {
    const theirs = drafted([
      { id: "a", name: "Found", kind: "sourced" },
      { id: "d", name: "Test", kind: "interview" },
      { id: "c", name: "Out", kind: "rejected" },
    ])
    const mine = [...THREE.map((one) => ({ ...one, name: `${one.name}!` })), newStage("Mine")]
    const both = merged(mine, THREE, theirs)
    expect(names(both)).toBe("Found! Talk! Test Out! Mine")
    expect(both.map((one) => one.id)).toEqual(["a", null, "d", "c", null])
  })
})
