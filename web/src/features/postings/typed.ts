// Words while somebody types them.

/** Words as they are being typed: the last one may be but a beginning. */
export function whileTyped(words: string): string {
  return /[\p{L}\p{N}]$/u.test(words) ? `${words}*` : words
}
