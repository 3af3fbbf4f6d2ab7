import { type CfnResource, Stack } from 'aws-cdk-lib/core';
import type { Assembly } from '../lib/assembly/assembly';
import { isObject, type Json, type JsonObject } from '../lib/model/json';

/** An L1 resource as somebody would write it by hand: `new CfnQueue(stack, id, { queueName: … })`. */
export interface PlainResource {
  /** Module of aws-cdk-lib: `aws-sqs`. */
  readonly module: string;
  /** `CfnQueue` */
  readonly name: string;
  readonly properties: JsonObject;
}

/** What CDK's L1 classes can do beside what their types say (aws-cdk-lib 2.276). */
interface L1Class {
  _fromCloudFormation(scope: Stack, id: string, resource: object, options: object): CfnResource;
}

/** The resources of every template, with all they say but references and tags; the template of a StackSet is one of its own. */
export function plainResources({ stacks }: Assembly): readonly (readonly PlainResource[])[] {
  const scratch = new Stack();
  return stacks
    .flatMap((stack) => [stack, ...stack.stackSets])
    .map(({ template }, index) =>
      Object.entries(template.Resources ?? {}).map(([id, { Type, Properties = {} }]) => {
        const { module, name } = l1Of(Type);
        const l1 = (require(`aws-cdk-lib/${module}`) as Record<string, L1Class>)[name];
        if (!l1) throw new Error(`aws-cdk-lib/${module} has no ${name}`);
        const resource = l1._fromCloudFormation(scratch, `${index}${id}`, { Properties }, { parser });
        const { tags, ...properties } = (resource as unknown as { readonly cfnProperties: JsonObject }).cfnProperties;
        return { module, name, properties };
      }),
    );
}

/** In place of CDK's parser, which would make tokens of references. */
const parser = {
  parseValue: withoutReferences,
  handleAttributes() {},
};

function withoutReferences(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (!isObject(value)) return value;
  const entries = Object.entries(value as JsonObject);
  const [key = '', inner] = entries[0] ?? [];
  if (key === 'Fn::If') return withoutReferences((inner as readonly Json[])[1] ?? null);
  if (key === 'Ref' || key.startsWith('Fn::')) return 'a-reference';
  return Object.fromEntries(entries.map(([name, one]) => [name, withoutReferences(one)]));
}

function l1Of(type: string): Pick<PlainResource, 'module' | 'name'> {
  const [, service = '', name = ''] = type.split('::');
  return { module: service === 'CloudFormation' ? 'core' : `aws-${service.toLowerCase()}`, name: `Cfn${name}` };
}
