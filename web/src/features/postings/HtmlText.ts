// A posting's text as the page may show it: the API's HTML, read apart and drawn anew from a short list of elements.
import "./posting-text.css"
import { computed, defineComponent, h, type VNodeArrayChildren } from "vue"

/** What is drawn, and as what; anything else gives its content only. */
const DRAWN: Record<string, string> = {
  ...{ P: "p", DIV: "div", BR: "br", HR: "hr", UL: "ul", OL: "ol", LI: "li", BLOCKQUOTE: "blockquote", PRE: "pre" },
  ...{ STRONG: "strong", B: "strong", EM: "em", I: "em", CODE: "code", SUB: "sub", SUP: "sup", SECTION: "div" },
  // The page's own headings stand above them.
  ...{ H1: "h3", H2: "h3", H3: "h3", H4: "h4", H5: "h4", H6: "h4", DL: "dl", DT: "dt", DD: "dd", ARTICLE: "div" },
  ...{ TABLE: "table", THEAD: "thead", TBODY: "tbody", TFOOT: "tfoot", TR: "tr", TD: "td", TH: "th" },
}
const DROPPED = new Set("SCRIPT STYLE TEMPLATE IFRAME OBJECT EMBED NOSCRIPT TITLE svg math SVG MATH".split(" "))
const LINKS = /^(?:https?:\/\/|mailto:)/i
const DEEPEST = 60

export const HtmlText = defineComponent({
  name: "HtmlText",
  props: {
    html: { type: String, required: true },
    /** Words that are marked where they stand. */
    marks: { type: Array<string>, default: () => [] },
  },
  setup(props) {
    const read = computed(() => new DOMParser().parseFromString(props.html, "text/html").body)
    const marked = computed(() => markPattern(props.marks))
    return () => h("div", { class: "posting-text" }, drawn(read.value, marked.value, 0))
  },
})

function drawn(parent: Node, marks: RegExp | null, depth: number): VNodeArrayChildren {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return withMarks(node.textContent ?? "", marks)
    if (!(node instanceof Element) || DROPPED.has(node.tagName)) return []
    const inside = depth < DEEPEST ? drawn(node, marks, depth + 1) : [node.textContent ?? ""]
    if (node.tagName === "A") return [link(node.getAttribute("href") ?? "", inside)]
    const name = DRAWN[node.tagName]
    return name === undefined ? inside : [h(name, name === "br" || name === "hr" ? undefined : inside)]
  })
}

function link(href: string, inside: VNodeArrayChildren) {
  if (!LINKS.test(href)) return h("span", inside)
  return h("a", { href, class: "link", target: "_blank", rel: "noopener noreferrer nofollow" }, inside)
}

function withMarks(text: string, marks: RegExp | null): VNodeArrayChildren {
  if (marks === null) return [text]
  return text.split(marks).map((part, place) => (place % 2 === 1 ? h("mark", part) : part))
}

/** Splits a text so that every second part is one of these; spaces in them stand for any space. */
export function markPattern(marks: readonly string[]): RegExp | null {
  const words = marks.map((one) => one.trim()).filter((one) => one.length > 1)
  if (words.length === 0) return null
  const each = words.map((one) => one.split(/\s+/).map(literal).join("\\s+"))
  return new RegExp(`(${each.join("|")})`, "gi")
}

function literal(words: string): string {
  return words.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")
}
