import type {
  AutoDeployment,
  Capability,
  ManagedExecution,
  Parameter,
  PermissionModels,
  StackSetOperationPreferences,
  Tag,
} from '@aws-sdk/client-cloudformation';
import { isObject, type Json, type JsonObject } from '../../model/json';
import type { Region } from '../../model/organization';
import { resolve, resourcesOfType, type Template } from '../../model/template';
import { createPlaces } from '../templates/places';
import type { Names, Place } from '../thing';

/** Where the stacks of a stack set go. */
export interface StackInstances {
  /** Units, or the root. */
  readonly places: readonly Place[];
  readonly regions: readonly Region[];
  readonly parameters: readonly Parameter[];
}

/** A stack set as a template declares it. */
export interface StackSet {
  readonly name: string;
  readonly templateBody: string;
  readonly permissionModel: PermissionModels;
  readonly description?: string | undefined;
  readonly autoDeployment?: AutoDeployment | undefined;
  readonly capabilities: readonly Capability[];
  readonly parameters: readonly Parameter[];
  readonly tags: readonly Tag[];
  readonly managedExecution?: ManagedExecution | undefined;
  readonly operationPreferences?: StackSetOperationPreferences | undefined;
  readonly instances: readonly StackInstances[];
}

/**
 * Every stack set in the synthesized templates.
 * @param names what the ids in the templates stand for
 * @throws Error naming the resource, where a template cannot be understood
 */
export function stackSetsIn(templates: readonly Template[], names: Names = {}): readonly StackSet[] {
  const places = createPlaces(templates, names);
  return templates.flatMap((template) =>
    resourcesOfType(template, 'AWS::CloudFormation::StackSet').map(([logicalId, { Properties = {} }]) => {
      const instances = listOf(Properties.StackInstancesGroup).map((group): StackInstances => {
        const { DeploymentTargets, Regions, ParameterOverrides } = objectAt(group, logicalId);
        const units = listOf(objectAt(DeploymentTargets, logicalId).OrganizationalUnitIds);
        if (units.length === 0) {
          throw new Error(
            `${logicalId}: a group names no OrganizationalUnitIds; only service-managed stack sets are rolled out`,
          );
        }
        return {
          places: units.map((unit) => places.placeOf(template, unit, logicalId)),
          regions: listOf(Regions).map(String),
          parameters: as<Parameter[]>(ParameterOverrides) ?? [],
        };
      });
      return { ...readStackSet(logicalId, Properties), instances };
    }),
  );
}

function readStackSet(logicalId: string, properties: JsonObject): Omit<StackSet, 'instances'> {
  const templateBody = resolve(properties.TemplateBody ?? null, {});
  if (typeof templateBody !== 'string') {
    throw new Error(
      `${logicalId}: TemplateBody is ${JSON.stringify(templateBody)}; it is a text that is known before deploy`,
    );
  }
  return {
    name: as<string>(properties.StackSetName) ?? logicalId,
    templateBody,
    permissionModel: as<PermissionModels>(properties.PermissionModel) ?? 'SELF_MANAGED',
    description: as<string>(properties.Description),
    autoDeployment: as<AutoDeployment>(withoutDependencies(properties.AutoDeployment)),
    capabilities: as<Capability[]>(properties.Capabilities) ?? [],
    parameters: as<Parameter[]>(properties.Parameters) ?? [],
    tags: as<Tag[]>(properties.Tags) ?? [],
    managedExecution: as<ManagedExecution>(properties.ManagedExecution),
    operationPreferences: as<StackSetOperationPreferences>(properties.OperationPreferences),
  };
}

/** Which stack set waits for which is told by ARNs, that only a deployed one has; here they go in their order. */
function withoutDependencies(value: Json | undefined): Json | undefined {
  if (!isObject(value)) return value;
  const { DependsOn: _, ...rest } = value as JsonObject;
  return rest;
}

/** CloudFormation validates these properties against the very shapes its API takes. */
function as<Shape>(value: Json | undefined): Shape | undefined {
  return value as Shape | undefined;
}

function objectAt(value: Json | undefined, logicalId: string): JsonObject {
  if (isObject(value)) return value as JsonObject;
  throw new Error(
    `${logicalId}: StackInstancesGroup has ${JSON.stringify(value)}; each needs DeploymentTargets and Regions`,
  );
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
