// Runs in a page before anything of its own does: sees when rows are painted, scrolls, counts, waits for places.
// The board and the bare list are scrolled by the same lines.
window.bench = (() => {
  const ROW = "[role=row]"
  const READ = "[role=row][data-index]:not([aria-busy])"
  const PATIENCE = 30_000
  const box = () => document.querySelector("[role=grid]")
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

  /** From a frame's callback: the moment behind that frame's painting, which is when a message sent then arrives. */
  function behindPainting() {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(performance.now())
      port2.postMessage(null)
    })
  }
  const painted = () => frame().then(behindPainting)

  /** Resolves as soon as `seen` holds after something in the page has changed. */
  function until(seen, what) {
    return new Promise((resolve, reject) => {
      const watching = new MutationObserver(look)
      const end = setTimeout(() => {
        watching.disconnect()
        reject(new Error(`waited in vain for ${what}`))
      }, PATIENCE)
      function look() {
        if (!seen()) return
        watching.disconnect()
        clearTimeout(end)
        resolve()
      }
      watching.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
      look()
    })
  }

  /** Since the navigation began, in milliseconds: until the first rows, with what they say, were painted. */
  const first = until(() => document.querySelector(READ), "rows").then(painted)

  /** Resolves with how many rows there are, as soon as at least so many are told. */
  function counted(least) {
    const rows = () => Number(box()?.getAttribute("aria-rowcount") ?? 0) - 1
    return until(() => rows() >= least, `a grid of ${least} rows`).then(rows)
  }

  /** Scroll from one offset to another at so many pixels a second: how long each frame took, and what stood there. */
  async function scroll(from, to, speed) {
    const view = box()
    const frames = []
    const late = []
    let rows = 0
    let [incomplete, looks] = [0, 0]
    view.scrollTop = from
    await painted()
    const began = await frame()
    let [before, woken] = [began, performance.now()]
    for (let gone = 0; gone < Math.abs(to - from);) {
      const now = await frame()
      const awake = performance.now()
      frames.push(now - before)
      late.push(awake - woken)
      before = now
      woken = awake
      rows = Math.max(rows, view.querySelectorAll(ROW).length)
      looks += 1
      if (!isWhole(view)) incomplete += 1
      gone = Math.min(((now - began) * speed) / 1000, Math.abs(to - from))
      view.scrollTop = from + Math.sign(to - from) * gone
    }
    return { frames, late, rows, incomplete: incomplete / looks }
  }

  /** Whether every row in sight is there and was read. */
  function isWhole(view) {
    const height = view.querySelector("[data-index]")?.offsetHeight
    if (!height) return false
    const head = view.querySelector("[aria-rowindex='1']")?.offsetHeight ?? 0
    const from = Math.floor(view.scrollTop / height)
    const to = Math.min(
      Math.floor((view.scrollTop + view.clientHeight - head - 1) / height),
      Number(view.getAttribute("aria-rowcount")) - 2,
    )
    const there = new Set(Array.from(view.querySelectorAll(READ), (row) => Number(row.dataset.index)))
    for (let index = from; index <= to; index += 1) if (!there.has(index)) return false
    return true
  }

  /** Go where a press on the scrollbar leads: milliseconds until every row in sight there was painted. */
  async function jump(top) {
    const view = box()
    const began = performance.now()
    view.scrollTop = top
    do {
      await frame()
      if (performance.now() - began > PATIENCE) throw new Error(`waited in vain for the rows at ${top} pixels`)
    } while (!isWhole(view))
    return (await behindPainting()) - began
  }

  /** Wait for the next press of Enter: milliseconds until the row says `stage`; and, refused, until it says otherwise. */
  function watchMove(index, stage, told) {
    const says = () => box().querySelector(`[data-index='${index}']`)?.textContent.includes(stage)
    let pressed = 0
    window.addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true, once: true })
    const shown = until(() => pressed > 0 && says(), `row ${index} in ${stage}`).then(painted)
    const refused = () =>
      !says() && Array.from(document.querySelectorAll("[role=alert]")).some((one) => one.textContent.includes(told))
    return {
      shown: shown.then((at) => at - pressed),
      back: told
        ? shown
            .then(() => until(refused, `a word that ${told}`))
            .then(painted)
            .then((at) => at - pressed)
        : null,
    }
  }

  return { first, counted, scroll, jump, watchMove, moved: null }
})()
