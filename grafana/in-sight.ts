/** What a builder makes, without its place: the SDK would hide links and annotations in a menu. */
export function inSight<Built extends object>(builder: { build(): Built }): { build(): Omit<Built, 'placement'> } {
  const entries = Object.entries(builder.build()).filter(([key]) => key !== 'placement');
  return { build: () => Object.fromEntries(entries) as Omit<Built, 'placement'> };
}
