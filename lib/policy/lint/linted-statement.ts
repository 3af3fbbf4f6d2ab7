import { isObject, type JsonObject } from '../../model/json';
import type { LevelPolicy } from '../evaluate/layers';

/** A statement that compiles, taken apart for the rules. */
export interface LintedStatement {
  readonly type: LevelPolicy['type'];
  readonly path: string;
  readonly sid: string | undefined;
  readonly effect: string;
  /** Patterns in lower case. Of NotAction, `isNegated`. */
  readonly actions: readonly string[];
  readonly isNegated: boolean;
  readonly resources: readonly string[] | undefined;
  readonly notResources: readonly string[] | undefined;
  readonly tests: readonly { readonly operator: string; readonly key: string; readonly values: readonly string[] }[];
}

export function lintedStatements(type: LevelPolicy['type'], content: JsonObject): readonly LintedStatement[] {
  const list = Array.isArray(content.Statement);
  return [content.Statement].flat().flatMap((statement, index) => {
    if (!isObject(statement)) return [];
    const { Sid: sid, Effect: effect, Action, NotAction, Resource, NotResource, Condition } = statement;
    return [
      {
        type,
        path: list ? `Statement[${index}]` : 'Statement',
        sid: typeof sid === 'string' ? sid : undefined,
        effect: String(effect),
        actions: texts(Action ?? NotAction).map((pattern) => pattern.toLowerCase()),
        isNegated: Action === undefined,
        resources: Resource === undefined ? undefined : texts(Resource),
        notResources: NotResource === undefined ? undefined : texts(NotResource),
        tests: Object.entries(isObject(Condition) ? Condition : {}).flatMap(([operator, keys]) =>
          Object.entries(isObject(keys) ? keys : {}).map(([key, values]) => ({ operator, key, values: texts(values) })),
        ),
      },
    ];
  });
}

function texts(values: unknown): readonly string[] {
  return [values].flat().map((value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')));
}
