import type { Json, JsonObject } from '../../model/json';

/** States by name, in the states language. */
export type States = Readonly<Record<string, JsonObject>>;

export interface Task {
  readonly partition: string;
  /** As AWS SDK integrations name it: `organizations:attachPolicy`. */
  readonly call: string;
  readonly parameters: JsonObject;
  readonly next: string;
  /** What of the answer is kept, and where. @default aside, since templates cannot hold the null that would drop it */
  readonly keep?: { readonly at: string; readonly as: JsonObject };
  /** Errors that are an answer too, and the state they lead to. */
  readonly expected?: Readonly<Record<string, string>>;
  /** State that any other failure leads to. @default it ends what the task is part of */
  readonly failed?: string;
}

// Organizations takes one change at a time and few calls a second: whoever else is at work goes first.
const patience = { IntervalSeconds: 5, BackoffRate: 2, MaxAttempts: 8, MaxDelaySeconds: 300, JitterStrategy: 'FULL' };

/** A call of an AWS service that is tried again, takes a minute at most, and whose failure is told. */
export function task({ partition, call, parameters, next, keep, expected = {}, failed }: Task): JsonObject {
  const catches = [
    ...Object.entries(expected).map(([error, state]) => ({
      ErrorEquals: [error],
      Next: state,
      ResultPath: '$.answer',
    })),
    ...(failed ? [onFailure(failed)] : []),
  ];
  return {
    Type: 'Task',
    Resource: `arn:${partition}:states:::aws-sdk:${call}`,
    Parameters: parameters,
    TimeoutSeconds: 60,
    ...(keep ? { ResultSelector: keep.as, ResultPath: keep.at } : { ResultPath: '$.answer' }),
    Retry: [
      // An answer is not tried again.
      ...Object.keys(expected).map((error) => ({ ErrorEquals: [error], MaxAttempts: 0 })),
      { ErrorEquals: ['States.ALL'], ...patience },
    ],
    ...(catches.length > 0 && { Catch: catches }),
    Next: next,
  };
}

export function onFailure(next: string): JsonObject {
  return { ErrorEquals: ['States.ALL'], Next: next, ResultPath: '$.failure' };
}

/** Chooses the first that applies. */
export function choose(choices: readonly JsonObject[], otherwise: string): JsonObject {
  return { Type: 'Choice', Choices: choices, Default: otherwise };
}

export const when = {
  says: (Variable: string, value: string): JsonObject => ({ Variable, StringEquals: value }),
  is: (Variable: string, value: string, Next: string): JsonObject => ({ ...when.says(Variable, value), Next }),
  isAny: (Variable: string, values: readonly string[], Next: string): readonly JsonObject[] =>
    values.map((value) => when.is(Variable, value, Next)),
  isThere: (Variable: string, Next: string): JsonObject => ({ Variable, IsPresent: true, Next }),
  isTrue: (Variable: string, Next: string): JsonObject => ({ Variable, BooleanEquals: true, Next }),
  isAtLeast: (Variable: string, value: number, Next: string): JsonObject => ({
    Variable,
    NumericGreaterThanEquals: value,
    Next,
  }),
} as const;

/** Puts a value somewhere; keys that end in `.$` are paths or functions. */
export function put(at: string, value: Json, next: string): JsonObject {
  const computed = typeof value === 'object' && JSON.stringify(value).includes('.$"');
  return { Type: 'Pass', ...(computed ? { Parameters: value } : { Result: value }), ResultPath: at, Next: next };
}

export function wait(seconds: number, next: string): JsonObject {
  return { Type: 'Wait', Seconds: seconds, Next: next };
}
