// An export: all postings of a search as a file, told how far it is while it comes.
import { api, ask } from "@/kit/api"
import { asQuery, type Filters } from "./filters"

export type Format = "csv" | "jsonl"

/** The file, read to its end. A ProblemError where the API refused it; aborted by `signal`. */
export async function readExport(
  filters: Filters,
  format: Format,
  signal: AbortSignal,
  soFar: (octets: number) => void,
): Promise<Blob> {
  const asked = api.GET("/api/postings/export", {
    params: { query: { ...asQuery(filters), format } },
    parseAs: "stream",
    signal,
  })
  const reader = (await ask(asked))?.getReader()
  const pieces: BlobPart[] = []
  let octets = 0
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    pieces.push(piece.value)
    octets += piece.value.byteLength
    soFar(octets)
  }
  return new Blob(pieces, { type: format === "csv" ? "text/csv" : "application/x-ndjson" })
}

/** Give a file to the person. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** `3.4 MB`. */
export function formatSize(octets: number): string {
  return octets < 1e6 ? `${Math.max(1, Math.round(octets / 1e3))} kB` : `${(octets / 1e6).toFixed(1)} MB`
}
