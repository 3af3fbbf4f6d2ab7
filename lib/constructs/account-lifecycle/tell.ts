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

function format([text, ...paths]: Message['body']): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  return `States.Format('${escaped}'${paths.map((path) => `, ${path}`).join('')})`;
}

/** How every message names the account. */
export const theAccount = ['$.about.name', '$.account'] as const;
