import { createApp, h, nextTick } from "vue"
import { expect, test } from "vitest"
import { HtmlText } from "./HtmlText"

async function drawn(html: string, marks: string[] = []): Promise<string> {
  const box = document.createElement("div")
  const app = createApp({ render: () => h(HtmlText, { html, marks }) })
  app.mount(box)
  await nextTick()
  const told = box.querySelector(".posting-text")?.innerHTML ?? ""
  app.unmount()
  return told
}

test("only what is on the list is drawn, and nothing that could act or fetch", async () => {
  const html = `<h1 onclick="x()">Hi</h1><p style="color:red">a <b class="z">b</b><img src="https://x.example/p.gif" onerror="x()"></p>
    <script>alert(1)</script><style>p{}</style><iframe srcdoc="x"></iframe><custom-el>kept words</custom-el>`
  const told = await drawn(html)
  expect(told).toContain("<h3>Hi</h3><p>a <strong>b</strong></p>")
  expect(told).toContain("kept words")
  expect(told).not.toMatch(/script|alert|style|img|iframe|onclick|custom-el/)
})

test("links lead to the web or to a mailbox, and open beside", async () => {
  expect(await drawn('<a href="https://x.example/a">x</a>')).toContain(
    '<a href="https://x.example/a" class="link" target="_blank" rel="noopener noreferrer nofollow">x</a>',
  )
  expect(await drawn('<a href="javascript:alert(1)">x</a><a href="/app/settings">y</a>')).toBe(
    "<span>x</span><span>y</span>",
  )
})

test("words are marked where they stand, whatever signs and spaces are in them", async () => {
  expect(await drawn("<p>The pay: $60,000 -\n $72,000 (gross).</p>", ["$60,000 - $72,000", ""])).toBe(
    "<p>The pay: <mark>$60,000 -\n $72,000</mark> (gross).</p>",
  )
})
