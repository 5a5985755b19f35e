// Makes src/schema.d.ts from docs/openapi.json; with --check it only says whether that would change anything.
//
// What every answer has in common (headers, the problem documents of errors) is told once and not four hundred times:
// all errors become one `default` answer, which openapi-fetch gives as `error`.
import { readFile, writeFile } from "node:fs/promises"
import openapiTS, { astToString } from "openapi-typescript"

const document = JSON.parse(await readFile(new URL("../../docs/openapi.json", import.meta.url), "utf8"))
const problem = {
  description: "What went wrong.",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
}
for (const item of Object.values(document.paths)) {
  for (const operation of Object.values(item)) {
    const good = Object.entries(operation.responses).filter(([status]) => Number(status) < 400)
    for (const [, answer] of good) delete answer.headers
    operation.responses = { ...Object.fromEntries(good), default: problem }
  }
}
// Titles repeat the names that they stand beside.
const untitled = (node) => {
  if (typeof node !== "object" || node === null) return
  if (typeof node.title === "string") delete node.title
  Object.values(node).forEach(untitled)
}
untitled(document.components)
const head = "// Made from docs/openapi.json by `npm run client`: change the API, not this file.\n"
// A member that has a default is always there in an answer and may be left out of a request: types cannot tell which is
// which, so what requests may leave out stays optional.
const made = head + astToString(await openapiTS(document, { alphabetize: true, defaultNonNullable: false }))

const target = new URL("src/schema.d.ts", import.meta.url)
if (process.argv.includes("--check")) {
  const there = await readFile(target, "utf8").catch(() => "")
  if (there !== made) {
    console.error("packages/client/src/schema.d.ts is not what docs/openapi.json says. Run `make documents`.")
    process.exit(1)
  }
} else {
  await writeFile(target, made)
}
