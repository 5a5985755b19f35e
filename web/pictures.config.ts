// The README's pictures: bin/pictures.py starts and fills what they are taken of.
import { defineConfig } from "@playwright/test"
import usual from "./playwright.config"

export default defineConfig(usual, {
  testMatch: "pictures.ts",
  timeout: 300_000,
  use: { viewport: { width: 1440, height: 900 }, colorScheme: "light", contextOptions: { reducedMotion: "reduce" } },
})
