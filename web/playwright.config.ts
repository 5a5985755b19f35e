// Browser tests: tests/web/test_browser.py starts the servers, fills them, and says where they are.
import { defineConfig } from "@playwright/test"

export default defineConfig({
  testDir: "e2e",
  workers: 1,
  timeout: 30_000,
  reporter: "line",
  outputDir: process.env["JOBCENTER_E2E_OUTPUT"] ?? "e2e/report",
  use: {
    baseURL: process.env["JOBCENTER_URL"] ?? "http://127.0.0.1:8000",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    screenshot: "only-on-failure",
    trace: "off",
    launchOptions: {
      executablePath: process.env["JOBCENTER_CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        ...["--headless=new", "--no-sandbox", "--disable-gpu"],
        ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
      ],
    },
  },
})
