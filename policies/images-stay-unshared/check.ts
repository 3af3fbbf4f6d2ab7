import { defineCheck } from '../../lib/model/guardrail';
import { isObject, type Json } from '../../lib/model/json';
import { resourcesOfType } from '../../lib/model/template';

/** Image Builder is where templates say who may launch an image. */
export const check = defineCheck((template) =>
  resourcesOfType(template, 'AWS::ImageBuilder::DistributionConfiguration').flatMap(([logicalId, { Properties }]) =>
    list(Properties?.Distributions).flatMap((distribution, index) => {
      const permission = object(
        object(object(distribution).AmiDistributionConfiguration).LaunchPermissionConfiguration,
      );
      if (!list(permission.UserGroups).includes('all')) return [];
      const path = `Properties.Distributions.${index}.AmiDistributionConfiguration.LaunchPermissionConfiguration.UserGroups`;
      return [{ logicalId, path, message: "lets everybody launch the image; name the organization's ARN instead" }];
    }),
  ),
);

const object = (value: Json | undefined) => (isObject(value) ? (value as Readonly<Record<string, Json>>) : {});
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
