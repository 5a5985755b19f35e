// Builds the web application into the Python package, its assets named by their content and packed beforehand.
import { readdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { brotliCompress, gzip } from "node:zlib"
import tailwindcss from "@tailwindcss/vite"
import vue from "@vitejs/plugin-vue"
import type { Plugin } from "vite"
import { defineConfig } from "vitest/config"

const OUT = fileURLToPath(new URL("../src/jobcenter/entrypoints/webapp", import.meta.url))
const API = process.env["JOBCENTER_URL"] ?? "http://127.0.0.1:8000"
const WORTH_PACKING = /\.(js|css|svg)$/

function packed(): Plugin {
  return {
    name: "packed-assets",
    apply: "build",
    async closeBundle() {
      const folder = join(OUT, "assets")
      const names = (await readdir(folder)).filter((name) => WORTH_PACKING.test(name))
      await Promise.all(
        names.map(async (name) => {
          const content = await readFile(join(folder, name))
          await writeFile(join(folder, `${name}.gz`), await promisify(gzip)(content, { level: 9 }))
          await writeFile(join(folder, `${name}.br`), await promisify(brotliCompress)(content))
        }),
      )
    },
  }
}

export default defineConfig({
  base: "/app/",
  plugins: [vue(), tailwindcss(), packed()],
  resolve: { alias: { "@": fileURLToPath(new URL("src", import.meta.url)) } },
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: ["chrome123", "firefox121", "safari17.5"],
    assetsInlineLimit: 0, // the page's policy takes no data: but pictures
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(["/api", "/jobs", "/scheduler", "/health"].map((path) => [path, { target: API }])),
  },
  test: {
    environment: "happy-dom",
    environmentOptions: { happyDOM: { url: "http://localhost/" } },
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
  },
})
