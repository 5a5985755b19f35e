// The board's columns: what each shows of a row, how wide it is, what it is sorted by; and which ones a person chose.
import { stored, formatDay, formatMoment } from "@/kit/use"
import { computed } from "vue"
import type { Row } from "./asked"

export interface BoardColumn {
  id: string
  header: string
  /** In pixels; the name takes what is left. */
  width: number
  /** The API's word to sort by. */
  sort?: string
  end?: boolean
  /** The agency's own: a client's person gets it empty, and does not see the column. */
  agency?: boolean
  text: (row: Row) => string
}

const day = (moment: string | null) => (moment === null ? "" : formatDay(moment))
const DAY = 86_400_000

/** How long somebody stands in a stage, in days: what one looks for are those who are stuck. */
export function ageOf(moment: string, now = Date.now()): string {
  const days = Math.floor((now - Date.parse(moment)) / DAY)
  return days < 1 ? "today" : `${days} d`
}

const words = (text: string | null) => (text === null ? "" : text.replaceAll("_", " "))

export const COLUMNS: readonly BoardColumn[] = [
  { id: "headline", header: "Headline", width: 220, text: (row) => row.headline ?? "" },
  { id: "title", header: "Title", width: 160, text: (row) => row.title ?? "" },
  { id: "employer", header: "Employer", width: 150, text: (row) => row.employer ?? "" },
  { id: "location", header: "Place", width: 130, text: (row) => row.location ?? "" },
  { id: "stage", header: "Stage", width: 140, sort: "stage", text: (row) => row.stage },
  {
    id: "stage_since",
    header: "In stage",
    width: 80,
    sort: "stage_since",
    end: true,
    text: (row) => ageOf(row.stage_since),
  },
  { id: "reject_reason", header: "Rejected because", width: 180, text: (row) => row.reject_reason ?? "" },
  {
    id: "sent_to_manager",
    header: "Sent to manager",
    width: 118,
    sort: "sent_to_manager",
    text: (row) => day(row.sent_to_manager_at),
  },
  { id: "round", header: "Round", width: 130, text: (row) => row.round ?? "" },
  {
    id: "last_interview",
    header: "Last interview",
    width: 110,
    sort: "last_interview",
    text: (row) => day(row.last_interview_at),
  },
  { id: "last_interviewer", header: "Interviewer", width: 130, text: (row) => row.last_interviewer ?? "" },
  { id: "last_outcome", header: "Outcome", width: 110, text: (row) => words(row.last_outcome) },
  {
    id: "next_interview",
    header: "Next interview",
    width: 130,
    sort: "next_interview",
    text: (row) => (row.next_interview_at === null ? "" : formatMoment(row.next_interview_at)),
  },
  { id: "next_interviewer", header: "Next interviewer", width: 130, text: (row) => row.next_interviewer ?? "" },
  { id: "email", header: "E-mail", width: 200, text: (row) => row.email ?? "" },
  {
    id: "last_mail",
    header: "Last mail",
    width: 96,
    sort: "last_mail",
    agency: true,
    text: (row) => day(row.last_mail_at),
  },
  { id: "last_mail_event", header: "Mail state", width: 96, agency: true, text: (row) => words(row.last_mail_event) },
  { id: "replied", header: "Replied", width: 96, sort: "replied", agency: true, text: (row) => day(row.replied_at) },
  {
    id: "notes",
    header: "Notes",
    width: 64,
    end: true,
    agency: true,
    text: (row) => (row.notes_count ? String(row.notes_count) : ""),
  },
  { id: "off_limits", header: "Off-limits", width: 200, agency: true, text: offLimitsOf },
  {
    id: "protected_until",
    header: "Guarantee until",
    width: 118,
    sort: "protected_until",
    agency: true,
    text: (row) => day(row.protected_until),
  },
  {
    id: "active_in",
    header: "Active elsewhere",
    width: 118,
    end: true,
    agency: true,
    text: (row) => (row.active_in ? `${row.active_in} ${row.active_in === 1 ? "job" : "jobs"}` : ""),
  },
  { id: "added", header: "Added", width: 96, sort: "added", text: (row) => day(row.added_at) },
  { id: "added_by", header: "Added by", width: 130, agency: true, text: (row) => row.added_by_name ?? "" },
]

/** Why somebody must not be approached, in a line; empty where nothing forbids it. */
export function offLimitsOf(row: Row): string {
  if (!row.off_limits) return ""
  const until = row.off_limits_until === null ? "" : ` until ${formatDay(row.off_limits_until)}`
  return `${row.off_limits_reason ?? "Off-limits"}${until}`
}

const BY_DEFAULT = "employer,stage,stage_since,last_mail,replied,next_interview,notes,added"

/** The columns that a person chose, in their order, kept in this browser under the person's name. */
export function useColumns(who: string, isClient: boolean) {
  const kept = stored<string>(`board-columns.${who}`, BY_DEFAULT)
  const all = COLUMNS.filter((one) => !(isClient && one.agency))
  const chosen = computed<BoardColumn[]>({
    get: () => kept.value.split(",").flatMap((id) => all.find((one) => one.id === id) ?? []),
    set: (next) => (kept.value = next.map((one) => one.id).join(",")),
  })
  const reset = () => (kept.value = BY_DEFAULT)
  return { all, chosen, reset }
}

const written = new WeakMap<Row, Map<string, string>>()

/** What a cell says, written once for each row that was read: scrolling only sets texts. */
export function cellOf(row: Row, column: BoardColumn): string {
  let cells = written.get(row)
  if (!cells) written.set(row, (cells = new Map()))
  let text = cells.get(column.id)
  if (text === undefined) cells.set(column.id, (text = column.text(row)))
  return text
}
