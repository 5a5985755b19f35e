// What features know of the API.
export { ask, api, ifMatch, newKey, NetworkError, ProblemError, signedInFetch, type Schema } from "./client"
export { connection, onBack } from "./connection"
export { faultsOf, type Faults } from "./faults"
export { makeQueryClient, pagesOf, useList, type Listing } from "./queries"
export { isAway, isOne, session, useMe, type Me, type Role } from "./session"
