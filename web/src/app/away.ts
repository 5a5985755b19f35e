// The page's first words when nobody answers: made by hand, since nothing else has started yet.
export function showAway(why: string): void {
  const box = document.createElement("div")
  box.className = "mx-auto flex h-full max-w-100 flex-col justify-center gap-2 px-6"
  box.setAttribute("role", "alert")
  const title = document.createElement("h1")
  title.className = "text-title font-semibold"
  title.textContent = "Job Center does not answer"
  const words = document.createElement("p")
  words.className = "text-muted"
  words.textContent = `${why} Trying again…`
  box.append(title, words)
  document.getElementById("app")?.replaceChildren(box)
}
