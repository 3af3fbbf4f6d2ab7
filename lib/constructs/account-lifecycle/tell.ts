import type { JsonObject } from '../../model/json';
import type { Lifecycle } from './lifecycle';
import { task } from './states';

/** Sentences with a `{}` for each path. */
export interface Message {
  readonly subject: readonly [text: string, ...paths: string[]];
  readonly body: readonly [text: string, ...paths: string[]];
}

/** Tells people. What cannot be told fails the execution, and its alarm tells that. */
export function tell({ partition, topic }: Lifecycle, { subject, body }: Message, next: string): JsonObject {
  return task({
    partition,
    call: 'sns:publish',
    parameters: { TopicArn: topic, 'Subject.$': format(subject), 'Message.$': format(body) },
    next,
  });
}

/** About the account, as `is active`. Its id alone is in the subject: Amazon SNS takes 100 characters, of ASCII. */
export function tellOfAccount(lifecycle: Lifecycle, what: string, body: Message['body'], next: string): JsonObject {
  const [text, ...paths] = body;
  const message: Message = {
    subject: [`Account {} ${what}`, '$.account'],
    body: [`{}: ${text}`, '$.about.name', ...paths],
  };
  return tell(lifecycle, message, next);
}

function format([text, ...paths]: Message['body']): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  return `States.Format('${escaped}'${paths.map((path) => `, ${path}`).join('')})`;
}
