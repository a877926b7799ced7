/** Something of both builds: of this one, and of the first one, which stands beside it in the table. */
export interface Compared<Value> {
  readonly own: Value;
  readonly first: Value;
}

/** One after the other: each has the machine to itself. */
export async function inTurn<Value>(
  folders: Compared<string>,
  measure: (folder: string) => Promise<Value>,
): Promise<Compared<Value>> {
  return { own: await measure(folders.own), first: await measure(folders.first) };
}

/** At the same time, for what takes minutes: the machine is then as good or bad for both. */
export async function sideBySide<Value>(
  folders: Compared<string>,
  measure: (folder: string) => Promise<Value>,
): Promise<Compared<Value>> {
  const [own, first] = await Promise.all([measure(folders.own), measure(folders.first)]);
  return { own, first };
}
