import { createApp, defineComponent, h, ref } from "vue"
import { afterEach, beforeAll, expect, it, vi } from "vitest"
import { allKeys, listenToKeys, useKeys, type Key } from "./keys"
import { useListKeys } from "./listKeys"

beforeAll(listenToKeys)
const unmount: (() => void)[] = []
afterEach(() => unmount.splice(0).forEach((one) => one()))

function mounted(setup: () => void, inner = "div") {
  const box = document.body.appendChild(document.createElement("div"))
  const app = createApp(defineComponent({ setup: () => (setup(), () => h(inner)) }))
  app.mount(box)
  unmount.push(() => {
    app.unmount()
    box.remove()
  })
  return box.firstElementChild as HTMLElement
}
const press = (key: string, target: EventTarget = document.body) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))

it("two keys in a row lead somewhere, one of them alone does not", () => {
  const run = vi.fn()
  mounted(() => useKeys([{ keys: "g c", what: "Go", run }]))
  press("c")
  expect(run).not.toHaveBeenCalled()
  press("g")
  press("c")
  expect(run).toHaveBeenCalledOnce()
})

it("who types is left alone, and what came last hears first", () => {
  const first = vi.fn()
  const second = vi.fn()
  const key = (run: Key["run"]): Key => ({ keys: "j", what: "Next", run })
  const input = mounted(() => useKeys([key(first)]), "input")
  press("j", input)
  expect(first).not.toHaveBeenCalled()
  mounted(() => useKeys([key(second)]))
  press("j")
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1])
  expect(allKeys.value.filter((one) => one.keys === "j")).toHaveLength(1)
})

it("a dialog shuts the list off, a drawer beside it leaves it its letters", () => {
  const run = vi.fn()
  mounted(() => useKeys(["j", "Enter"].map((keys) => ({ keys, what: keys, run }))))
  const dialog = mounted(() => undefined)
  dialog.setAttribute("role", "dialog")
  dialog.dataset["state"] = "open"
  press("j")
  expect(run).not.toHaveBeenCalled()
  dialog.dataset["beside"] = ""
  press("j", dialog)
  expect(run).toHaveBeenCalledOnce()
  press("Enter", dialog)
  expect(run).toHaveBeenCalledOnce()
})

it("the keyboard's row follows its item, and a row that has gone leaves its place", () => {
  const items = ref([{ id: "a" }, { id: "b" }, { id: "c" }])
  const open = vi.fn()
  let list!: ReturnType<typeof useListKeys<{ id: string }>>
  mounted(() => (list = useListKeys(items, { open })))
  press("j")
  press("j")
  expect(list.activeId.value).toBe("b")
  items.value = [{ id: "new" }, ...items.value]
  expect(list.active.value?.id).toBe("b")
  press("Enter")
  expect(open).toHaveBeenCalledWith({ id: "b" })
  items.value = items.value.filter((one) => one.id !== "b")
  press("j")
  expect(list.activeId.value).toBe("c")
})
