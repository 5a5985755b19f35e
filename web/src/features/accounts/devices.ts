// What a program calls itself when it signs in, as people know it.
const PROGRAMS: readonly [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera\//, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
]
const MACHINES: readonly [RegExp, string][] = [
  [/iPhone/, "an iPhone"],
  [/iPad/, "an iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Macintosh|Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
]

const find = (known: readonly [RegExp, string][], told: string) => known.find(([form]) => form.test(told))?.[1]

/** "Firefox on Linux" for a browser's long name; a program of another kind by its own first word. */
export function deviceOf(userAgent: string | null): string {
  if (userAgent === null) return "A program without a name"
  const [program, machine] = [find(PROGRAMS, userAgent), find(MACHINES, userAgent)]
  if (program === undefined) return userAgent.split(/[/\s(]/)[0] || userAgent
  return machine === undefined ? program : `${program} on ${machine}`
}
