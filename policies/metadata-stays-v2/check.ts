import { defineCheck } from '../../lib/model/guardrail';
import { isObject, type Json } from '../../lib/model/json';
import { resourcesOfType } from '../../lib/model/template';

/** Where metadata options stand, by type. */
const places: readonly (readonly [string, readonly string[]])[] = [
  ['AWS::EC2::Instance', ['MetadataOptions']],
  ['AWS::EC2::LaunchTemplate', ['LaunchTemplateData', 'MetadataOptions']],
  ['AWS::AutoScaling::LaunchConfiguration', ['MetadataOptions']],
];

// Silence is fine: the account's default asks for tokens.
export const check = defineCheck((template) =>
  places.flatMap(([type, path]) =>
    resourcesOfType(template, type)
      .filter(([, { Properties }]) => tokensAt(Properties, path) === 'optional')
      .map(([logicalId]) => ({
        logicalId,
        path: ['Properties', ...path, 'HttpTokens'].join('.'),
        message: "is 'optional', which hands credentials to whoever makes the machine fetch a page; write 'required'",
      })),
  ),
);

function tokensAt(properties: Json | undefined, path: readonly string[]): unknown {
  const options = path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), properties);
  return isObject(options) ? options.HttpTokens : undefined;
}
