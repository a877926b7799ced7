/** What a rule found, for the message of its test; nothing where all is well. */
export function wrongIf<Found>(wrong: boolean, found: Found): { readonly found: Found } | undefined {
  return wrong ? { found } : undefined;
}
