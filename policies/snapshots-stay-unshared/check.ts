import { defineCheck } from '../../lib/model/guardrail';
import { isObject, type Json } from '../../lib/model/json';
import { resourcesOfType } from '../../lib/model/template';

/** Data Lifecycle Manager shares snapshots by schedule, as a role that the control binds. */
export const check = defineCheck((template) =>
  resourcesOfType(template, 'AWS::DLM::LifecyclePolicy').flatMap(([logicalId, { Properties }]) =>
    list(object(Properties?.PolicyDetails).Schedules).flatMap((schedule, index) => {
      if (list(object(schedule).ShareRules).length === 0) return [];
      const path = `Properties.PolicyDetails.Schedules.${index}.ShareRules`;
      return [{ logicalId, path, message: 'shares snapshots with accounts; copy them there with AWS Backup instead' }];
    }),
  ),
);

const object = (value: Json | undefined) => (isObject(value) ? (value as Readonly<Record<string, Json>>) : {});
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
