// What the web's code is held to; how it looks is Prettier's.
import js from "@eslint/js"
import globals from "globals"
import accessible from "eslint-plugin-vuejs-accessibility"
import vue from "eslint-plugin-vue"
import ts from "typescript-eslint"

const above = (rooms, why) => ["error", { patterns: [{ group: rooms, message: why }] }]

export default ts.config(
  { ignores: ["**/node_modules/**", "packages/client/src/schema.d.ts", "web/e2e/report/**"] },
  js.configs.recommended,
  ts.configs.strict,
  ts.configs.stylistic,
  vue.configs["flat/recommended"],
  accessible.configs["flat/recommended"],
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, extraFileExtensions: [".vue"] },
    },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "no-undef": "off", // the type checker knows better
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "vue/block-lang": ["error", { script: { lang: "ts" } }],
      "vue/component-api-style": ["error", ["script-setup"]],
      "vue/define-props-destructuring": "off",
      "vue/multi-word-component-names": "off", // a Button is a Button
      "vue/require-default-prop": "off", // types say what may be left out
      "vue/no-v-html": "error",
      "vue/no-unused-refs": "error",
      "vue/no-unused-emit-declarations": "error",
      // Prettier's business:
      "vue/html-indent": "off",
      "vue/html-self-closing": "off",
      "vue/html-closing-bracket-newline": "off",
      "vue/max-attributes-per-line": "off",
      "vue/multiline-html-element-content-newline": "off",
      "vue/singleline-html-element-content-newline": "off",
      "vuejs-accessibility/form-control-has-label": ["error", { labelComponents: ["Field"] }],
      "vuejs-accessibility/no-autofocus": "off", // in a dialog, and on the page to sign in, the first field is where one begins
      "vuejs-accessibility/label-has-for": ["error", { required: { some: ["nesting", "id"] } }],
    },
  },
  {
    files: ["web/src/kit/**"],
    rules: { "no-restricted-imports": above(["@/features/*", "@/app/*"], "The kit knows no feature and no app.") },
  },
  {
    files: ["web/src/features/**"],
    rules: { "no-restricted-imports": above(["@/app/*"], "Features are collected by the app and do not know it.") },
  },
  {
    files: ["**/*.config.*", "packages/client/make.js", "web/e2e/**"],
    languageOptions: { globals: globals.node },
    rules: { "no-console": "off" },
  },
)
