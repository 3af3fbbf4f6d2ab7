import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import type { Finding } from '../../lib/model/finding';
import { isObject } from '../../lib/model/json';

type Found = (kind: 'finding' | 'attempted', because: string) => Finding;

const deeds = {
  EmailUpdated: 'the e-mail address of the root user was changed',
  PasswordRecoveryCompleted: 'the password of the root user was recovered',
  PasswordRecoveryRequested: 'somebody asked to recover the password of the root user',
  PasswordUpdated: 'the password of the root user was changed',
} as const;

/** Sign-in events of the root user that matter; MFA checks and the like come with one of these. */
export const signInEvents: readonly string[] = ['ConsoleLogin', ...Object.keys(deeds)];

/** A sign-in has no error code when it fails: the answer tells. */
export function signIn({ eventName, responseElements, additionalEventData }: CloudTrailRecord, found: Found): Finding {
  const answer = isObject(responseElements) ? responseElements[eventName] : undefined;
  const kind = answer === 'Failure' ? 'attempted' : 'finding';
  if (eventName === 'ConsoleLogin') {
    if (kind === 'attempted') return found(kind, 'somebody failed to sign in as the root user');
    const mfa = isObject(additionalEventData) && additionalEventData.MFAUsed === 'Yes' ? 'with' : 'without';
    return found(kind, `the root user signed in to the console ${mfa} MFA`);
  }
  const deed = Object.entries(deeds).find(([name]) => name === eventName)?.[1];
  return deed ? found(kind, deed) : { kind: 'ignored', because: `${eventName} is part of a sign-in that is reported` };
}
