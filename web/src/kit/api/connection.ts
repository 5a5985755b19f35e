// Whether the server answers: what the connection bar shows, and when the page tries again.
import { ref } from "vue"

export type Connection = "there" | "lost" | "back"

const ASKED_EVERY = 3_000
const TOLD_BACK = 4_000

/** How it stands. "back" lasts for a moment, so that people see that it came back. */
export const connection = ref<Connection>("there")

let asking: ReturnType<typeof setTimeout> | undefined
const whenBack = new Set<() => void>()

/** Run `step` each time the server answers again after it did not. */
export function onBack(step: () => void): () => void {
  whenBack.add(step)
  return () => whenBack.delete(step)
}

export function noteAnswer(): void {
  if (connection.value !== "lost") return
  clearTimeout(asking)
  connection.value = "back"
  setTimeout(() => {
    if (connection.value === "back") connection.value = "there"
  }, TOLD_BACK)
  whenBack.forEach((step) => {
    step()
  })
}

export function noteSilence(): void {
  if (connection.value === "lost") return
  connection.value = "lost"
  asking = setTimeout(knock, ASKED_EVERY)
}

async function knock(): Promise<void> {
  try {
    const answer = await fetch("/health", { cache: "no-store" })
    if (answer.status < 502 || answer.status > 504) {
      noteAnswer()
      return
    }
  } catch {
    // Nobody there yet: that is what is being found out.
  }
  asking = setTimeout(knock, ASKED_EVERY)
}
