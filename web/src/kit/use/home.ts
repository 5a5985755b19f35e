// The page that this person begins with, as an address in the app; empty: the usual one.
import { stored } from "./stored"

export const home = stored<string>("home", "")
