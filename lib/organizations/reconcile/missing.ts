import { CallFailed } from '../calls/call-failed';

/** The answer, or undefined where AWS says by one of these codes that there is none. */
export async function unlessMissing<Answer>(
  asked: Promise<Answer>,
  ...codes: readonly string[]
): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof CallFailed && codes.includes(error.code)) return undefined;
    throw error;
  }
}
