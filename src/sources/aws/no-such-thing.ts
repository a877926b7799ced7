/**
 * The answer of AWS, or undefined where AWS says that there is no such thing, which is an answer too. `patiently` gives the error of AWS as the
 * cause of its own.
 */
export async function orNone<Answer>(
  answer: Promise<Answer>,
  isNone: (error: unknown) => boolean,
): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && isNone(error.cause ?? error)) return undefined;
    throw error;
  }
}
