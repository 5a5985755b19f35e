import { NetworkError, ProblemError } from "@jobcenter/client"
import { describe, expect, it } from "vitest"
import { faultsOf } from "./faults"

const refused = (problem: object) =>
  new ProblemError(
    { title: "Invalid request", status: 422, detail: "", correlation_id: "c1", ...problem },
    new Response(null, { status: 422 }),
  )

describe("what a problem says of a form's fields", () => {
  it("stands at the field, once, as a sentence", () => {
    const error = refused({
      errors: [
        { where: "body.name", what: "must not be empty" },
        { where: "body.name", what: "something else" },
        { where: "body.domains.3", what: "is no domain." },
      ],
    })
    expect(faultsOf(error, ["name", "domains"])).toEqual({
      fields: { name: "Must not be empty.", domains: "Is no domain." },
      rest: [],
    })
  })

  it("finds the field in a sentence that begins with its name", () => {
    const error = refused({ detail: "current_password: this is not your current password." })
    expect(faultsOf(error, ["current_password"]).fields).toEqual({
      current_password: "This is not your current password.",
    })
  })

  it("keeps what belongs to no field of this form", () => {
    const error = refused({ errors: [{ where: "query.limit", what: "is too large" }] })
    expect(faultsOf(error, ["name"]).rest).toEqual(["Query: is too large."])
    expect(faultsOf(refused({ detail: "A company of that name is there." }), ["name"]).rest).toEqual([
      "A company of that name is there.",
    ])
    expect(faultsOf(new NetworkError(null), ["name"]).rest[0]).toMatch(/cannot be reached/)
  })
})
