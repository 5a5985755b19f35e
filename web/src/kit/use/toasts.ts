// Short words about what just happened, with a way back where there is one.
import { shallowReactive } from "vue"

export interface Toast {
  id: number
  text: string
  tone: "good" | "bad"
  /** Words and deed of its button, such as Undo. */
  action?: { label: string; run: () => void | Promise<void> }
  correlationId?: string
}

const STAYS = 6_000
const MOST = 4
export const toasts = shallowReactive<Toast[]>([])
let numbers = 0

/** Tell it. What went wrong stays until it is closed, what went well goes by itself. */
export function tell(text: string, options: Partial<Omit<Toast, "id" | "text">> = {}): void {
  const toast: Toast = { id: ++numbers, text, tone: "good", ...options }
  toasts.push(toast)
  if (toasts.length > MOST) toasts.shift()
  if (toast.tone === "good") setTimeout(() => dismiss(toast.id), options.action ? STAYS * 1.6 : STAYS)
}

/** Tell what went wrong, with the id that support asks for. */
export function tellFailed(what: string, error: unknown): void {
  const why = error instanceof Error ? error.message : String(error)
  const id = error instanceof Error && "correlationId" in error ? String(error.correlationId) : ""
  tell(`${what} ${why}`, { tone: "bad", ...(id ? { correlationId: id } : {}) })
}

export function dismiss(id: number): void {
  const place = toasts.findIndex((one) => one.id === id)
  if (place >= 0) toasts.splice(place, 1)
}
