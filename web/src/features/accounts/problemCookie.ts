// Why signing in at the provider failed: the API leaves the sentence in a cookie, since anybody can write a link.
const NAME = "jobcenter_sign_in_problem"

export function takeProblem(): string | null {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${NAME}=`))
  if (found === undefined) return null
  document.cookie = `${NAME}=; Path=/app; Max-Age=0; SameSite=Strict`
  return decodeURIComponent(found.slice(NAME.length + 1).replace(/^"|"$/g, ""))
}
