// Drives Chromium through all that is measured on the board: asked by JSON on standard input, answers so on standard
// output. What is measured in the page is in watching.js.
import { randomInt } from "node:crypto"
import { loadavg } from "node:os"
import { text } from "node:stream/consumers"
import { fileURLToPath, pathToFileURL } from "node:url"
import { chromium } from "@playwright/test"

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const FLAGS = [
  ...["--headless=new", "--no-sandbox", "--disable-gpu"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
]
const VIEWPORT = { width: 1440, height: 900 }
const PATIENCE = 60_000
const GRID = "[role=grid]"
const TURNS = 4 // the board and the bare list are scrolled in turn, a quarter each: the machine's moods meet both

const asked = JSON.parse(await text(process.stdin))
const browser = await chromium.launch({ executablePath: asked.chromium, args: FLAGS })
const faults = []
try {
  const opened = []
  for (let at = 0; at < asked.warm + asked.navigations; at += 1) {
    const one = await navigate()
    if (at >= asked.warm) opened.push(one)
  }
  const loads = { opened: loadavg()[0] }
  const scrolled = await scroll()
  loads.scrolled = loadavg()[0]
  const moved = await move()
  loads.moved = loadavg()[0]
  if (faults.length > 0) throw new Error(`the page complained: ${faults.slice(0, 3).join("; ")}`)
  process.stdout.write(JSON.stringify({ opened, ...scrolled, ...moved, loads, version: browser.version() }))
} finally {
  await browser.close()
}

/** A browser that has never been here, but for being signed in, and a page of it. */
async function visit() {
  const context = await browser.newContext({ viewport: VIEWPORT, baseURL: asked.url })
  context.setDefaultTimeout(PATIENCE)
  const signedIn = await context.request.post("/api/accounts/sign-in", {
    data: { email: asked.email, password: asked.password },
    headers: { "X-Refresh-Token": "cookie" },
  })
  if (!signedIn.ok()) throw new Error(`the sign-in answered ${signedIn.status()}: ${await signedIn.text()}`)
  const page = await context.newPage()
  page.on("pageerror", (error) => faults.push(error.message))
  await page.addInitScript({ path: here("watching.js") })
  return page
}

async function open(page, query = "") {
  await page.goto(`/app/jobs/${asked.job}${query}`, { waitUntil: "commit" })
  return page.evaluate(() => window.bench.first)
}

/** One navigation to the board with nothing in the browser's cache: when rows were there, and what was loaded. */
async function navigate() {
  const page = await visit()
  const spent = await meter(page)
  const first = await open(page)
  const cpu = await spent()
  await page.waitForLoadState("networkidle")
  const told = await page.evaluate(() => ({
    scripts: performance
      .getEntriesByType("resource")
      .map((one) => new URL(one.name).pathname)
      .filter((path) => path.endsWith(".js")),
    steps: performance
      .getEntriesByType("resource")
      .map((one) => [new URL(one.name).pathname.split("/").at(-1), one.responseEnd]),
    contentful: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  }))
  await page.context().close()
  return { first, cpu, ...told }
}

/** Down all rows in turn with the bare list, back again, and to places by the scrollbar. */
async function scroll() {
  const page = await visit()
  await open(page)
  const total = await page.evaluate((least) => window.bench.counted(least), asked.rows)
  await page.waitForLoadState("networkidle")
  const shape = await page.locator(GRID).evaluate((grid) => ({
    row: grid.querySelector("[data-index]").offsetHeight,
    width: grid.clientWidth,
    height: grid.clientHeight,
    head: grid.querySelector("[aria-rowindex='1']").offsetHeight,
    end: grid.scrollHeight - grid.clientHeight,
  }))
  const context = await browser.newContext({ viewport: VIEWPORT })
  const bare = await context.newPage()
  await bare.addInitScript({ path: here("watching.js") })
  const asks = new URLSearchParams({
    rows: total,
    row: shape.row,
    width: shape.width,
    height: shape.height - shape.head,
  })
  await bare.goto(`${pathToFileURL(here("bare.html"))}?${asks}`)

  const inspector = await page.context().newCDPSession(page)
  const speed = shape.end / asked.seconds
  async function run(one, from, to, faster = 1) {
    const spent = await meter(one)
    const told = await one.evaluate((way) => window.bench.scroll(...way), [from, to, speed * faster])
    return { ...told, cpu: await spent() }
  }
  const heapBefore = await heap(inspector)
  const turns = { board: [], bare: [] }
  for (let turn = 0; turn < TURNS; turn += 1) {
    const [from, to] = [(shape.end * turn) / TURNS, (shape.end * (turn + 1)) / TURNS]
    await page.bringToFront()
    turns.board.push(await run(page, from, to))
    await bare.bringToFront()
    turns.bare.push(await run(bare, from, to))
  }
  await context.close()
  await page.bringToFront()
  const back = await run(page, shape.end, 0, 2)
  await page.waitForTimeout(1_000)
  const heapAfter = await heap(inspector)

  const jumps = []
  for (let at = 0; at < asked.jumps; at += 1) {
    jumps.push(await page.evaluate((top) => window.bench.jump(top), randomInt(0, Math.floor(shape.end))))
    await page.waitForTimeout(randomInt(200, 600))
  }
  await page.context().close()
  return { total, turns, back, heapBefore, heapAfter, jumps, rowsASecond: speed / shape.row }
}

/** From now on: a function that says what the page's main thread has spent of a processor since, in milliseconds. */
async function meter(page) {
  const inspector = await page.context().newCDPSession(page)
  await inspector.send("Performance.enable", { timeDomain: "threadTicks" })
  const read = async () => {
    const { metrics } = await inspector.send("Performance.getMetrics")
    return (metrics.find((one) => one.name === "TaskDuration")?.value ?? 0) * 1_000
  }
  const before = await read()
  return async () => {
    const spent = (await read()) - before
    await inspector.detach()
    return spent
  }
}

/** What a page holds after everything that nobody needs was thrown away, in bytes. */
async function heap(inspector) {
  for (let time = 0; time < 3; time += 1) await inspector.send("HeapProfiler.collectGarbage")
  return (await inspector.send("Runtime.getHeapUsage")).usedSize
}

/** Moves of one row each by keyboard; some of them of a row that somebody else has changed first. */
async function move() {
  const page = await visit()
  const others = await browser.newContext({
    baseURL: asked.url,
    extraHTTPHeaders: { Authorization: `Bearer ${asked.key}` },
  })
  const get = async (path) => (await others.request.get(path)).json()
  const { stages } = await get(`/api/jobs/${asked.job}/stages`)
  const free = stages.filter((one) => asked.kinds.includes(one.kind))
  const { items } = await get(`/api/jobs/${asked.job}/board?sort=name&limit=200`)
  await open(page, "?sort=name")
  await page.waitForLoadState("networkidle")
  const moves = []
  const refusals = []
  for (const [index, row] of items.entries()) {
    if (moves.length === asked.moves && refusals.length === asked.refusals) break
    await page.keyboard.press("j")
    if (!asked.kinds.includes(row.stage_kind) || row.off_limits) continue
    const [to, other] = free.filter((one) => one.id !== row.stage_id)
    const isRefused = refusals.length < asked.refusals
    await page.keyboard.press("m")
    const dialog = page.getByRole("dialog", { name: `Move ${row.name}` })
    await dialog.getByLabel(to.name, { exact: true }).focus()
    await page.keyboard.press("Space")
    if (isRefused) await changedByAnother(others, row, other)
    await page.evaluate(
      ([at, stage, told]) => void (window.bench.moved = window.bench.watchMove(at, stage, told)),
      [index, to.name, isRefused ? `${row.name} was not moved to ${to.name}` : ""],
    )
    await page.keyboard.press("Enter")
    const took = await page.evaluate(async () => ({
      shown: await window.bench.moved.shown,
      back: await window.bench.moved.back,
    }))
    if (isRefused) refusals.push(took)
    else moves.push(took.shown)
    await dialog.waitFor({ state: "hidden" })
    if (!isRefused) await page.getByText(`${row.name}: `).first().waitFor() // that it was kept
  }
  await page.context().close()
  await others.close()
  return { moves, refusals }
}

async function changedByAnother(others, row, stage) {
  const answer = await others.request.patch(`/api/applicants/${row.id}`, { data: { stage_id: stage.id } })
  if (!answer.ok()) throw new Error(`a colleague's change answered ${answer.status()}: ${await answer.text()}`)
}
