import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UnitId } from '../model/organization';
import { resourcesOfType, type Template, type TemplateResource } from '../model/template';
import type { Assembly, SynthesizedStack, SynthesizedStackSet } from './assembly';

/** The parts of manifest.json that we use. */
interface Manifest {
  readonly artifacts: Readonly<Record<string, Artifact>>;
}
interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly dependencies?: readonly string[];
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
}

/** Reads a cloud assembly with no help from CDK, so that nobody waits for it who only looks at templates. */
export function readAssembly(directory: string): Assembly {
  const file = join(directory, 'manifest.json');
  const { artifacts } = parse<Manifest>(read(file, `${directory}: is no cloud assembly`));
  const isStack = (id: string) => artifacts[id]?.type === 'aws:cloudformation:stack';
  return {
    directory,
    stacks: Object.entries(artifacts)
      .filter(([id]) => isStack(id))
      .map(([id, artifact]) => readStack(directory, id, artifact, (artifact.dependencies ?? []).filter(isStack))),
  };
}

function readStack(directory: string, id: string, artifact: Artifact, after: readonly string[]): SynthesizedStack {
  const { templateFile = `${id}.template.json`, stackName = id } = artifact.properties ?? {};
  const text = read(join(directory, templateFile), `${id}: its template is missing`);
  const template = parse<Template>(text);
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/(.+)$/.exec(artifact.environment ?? '') ?? [];
  const stackSets = resourcesOfType(template, 'AWS::CloudFormation::StackSet').map(readStackSet);
  return { id, name: stackName, account, region, template, bytes: Buffer.byteLength(text), after, stackSets };
}

/** The parts of an AWS::CloudFormation::StackSet that we use. */
interface StackSetProperties {
  readonly StackSetName: string;
  readonly TemplateBody: string;
  readonly StackInstancesGroup?: readonly {
    readonly Regions: readonly string[];
    readonly DeploymentTargets: { readonly OrganizationalUnitIds?: readonly UnitId[] };
  }[];
}

function readStackSet([logicalId, { Properties }]: readonly [string, TemplateResource]): SynthesizedStackSet {
  const { StackSetName, TemplateBody, StackInstancesGroup = [] } = Properties as unknown as StackSetProperties;
  return {
    logicalId,
    name: StackSetName,
    template: parse<Template>(TemplateBody),
    bytes: Buffer.byteLength(TemplateBody),
    units: [...new Set(StackInstancesGroup.flatMap((group) => group.DeploymentTargets.OrganizationalUnitIds ?? []))],
    regions: [...new Set(StackInstancesGroup.flatMap((group) => group.Regions))],
  };
}

function read(file: string, problem: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${problem} (${file}); run 'cdk synth' first`, { cause });
  }
}

function parse<Content>(text: string): Content {
  return JSON.parse(text) as Content;
}
