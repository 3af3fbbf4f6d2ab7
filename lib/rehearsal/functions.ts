import { join } from 'node:path';
import type { Assembly, SynthesizedStack } from '../assembly/assembly';
import { type EventRule, eventRulesIn } from '../events/rules';
import { isObject, type Json, type JsonObject } from '../model/json';
import { resourcesOfType } from '../model/template';

/** A function of the event hub as the template describes it, with the rules whose queue it reads. */
export interface HubFunction {
  readonly name: string;
  /** Folder of its code in the assembly: `index.js` and `configuration.json`. */
  readonly code: string;
  readonly role: string;
  readonly rules: readonly EventRule[];
}

/** Follows rule → queue → event source mapping → function → asset through the template, as AWS will. */
export function hubFunctions(assembly: Assembly): readonly HubFunction[] {
  return assembly.stacks.flatMap((stack) => functionsOf(stack, assembly.directory));
}

function functionsOf({ template }: SynthesizedStack, directory: string): readonly HubFunction[] {
  const rules = eventRulesIn(template, {});
  return resourcesOfType(template, 'AWS::Lambda::EventSourceMapping').flatMap(([, { Properties = {} }]) => {
    const queue = referenced(Properties.EventSourceArn);
    const name = referenced(Properties.FunctionName);
    const { FunctionName, Code, Role } = (name && template.Resources?.[name]?.Properties) || {};
    const role = template.Resources?.[referenced(Role) ?? '']?.Properties?.RoleName;
    if (typeof FunctionName !== 'string' || typeof role !== 'string' || !isObject(Code)) return [];
    const hash = String(Code.S3Key).replace(/\.zip$/, '');
    return [
      {
        name: FunctionName,
        code: join(directory, `asset.${hash}`),
        role,
        rules: rules.filter(({ targets }) => targets.some(({ arn }) => referenced(arn) === queue)),
      },
    ];
  });
}

/** Logical id behind `Ref` or `Fn::GetAtt`. */
function referenced(value: Json | undefined): string | undefined {
  if (!isObject(value)) return undefined;
  const { Ref, 'Fn::GetAtt': attribute } = value as JsonObject;
  const id = Ref ?? (Array.isArray(attribute) ? attribute[0] : attribute);
  return typeof id === 'string' ? id.split('.')[0] : undefined;
}
