// Parts of a page that are loaded when they are first wanted: where the server is away just then, they wait for it.
import { connection, onBack } from "@/kit/api"
import { defineAsyncComponent, type Component } from "vue"

const PAUSE = 1_000
/** So often is tried again what fails while the server seems to be there: after an upgrade its files have other names. */
const TRIES = 5

export function lazily<Part extends Component>(load: () => Promise<{ default: Part }>) {
  return defineAsyncComponent({
    loader: load,
    onError(_error, retry, fail, tries) {
      if (connection.value === "lost") {
        const stop = onBack(() => {
          stop()
          retry()
        })
      } else if (tries < TRIES) setTimeout(retry, PAUSE)
      else fail()
    },
  })
}

/** Load what will be wanted soon once the browser has nothing better to do. */
export function whenIdle(...loads: (() => Promise<unknown>)[]): void {
  const start = () => loads.forEach((load) => void load().catch(() => undefined)) // it is tried again when it is wanted
  if ("requestIdleCallback" in window) requestIdleCallback(start, { timeout: 3_000 })
  else setTimeout(start, 500)
}
