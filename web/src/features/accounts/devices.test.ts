import { expect, it } from "vitest"
import { deviceOf } from "./devices"

it("knows browsers by what they call themselves, also those that claim to be others", () => {
  const claims = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
  expect(deviceOf(`${claims} Chrome/140.0 Safari/537.36`)).toBe("Chrome on Windows")
  expect(deviceOf(`${claims} Chrome/140.0 Safari/537.36 Edg/140.0`)).toBe("Edge on Windows")
  expect(deviceOf("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe("Firefox on Linux")
  expect(deviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19 Safari/604")).toBe(
    "Safari on an iPhone",
  )
})

it("calls other programs by their first word, and says where there is none", () => {
  expect(["curl/8.1", "our report (v2)", null].map(deviceOf)).toEqual(["curl", "our", "A program without a name"])
})
