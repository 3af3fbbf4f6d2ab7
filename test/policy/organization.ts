import { servicesOf } from '../../lib/config/services';
import type { ControlPart, PolicyStatement } from '../../lib/model/control';
import type { Guardrail } from '../../lib/model/guardrail';
import { defaultLogs } from '../../lib/model/logs';
import { defaultOperations } from '../../lib/model/operations';
import type { Mode, Organization, OrganizationalUnit, Purpose } from '../../lib/model/organization';
import { noAdministration } from '../no-administration';

export const units: readonly OrganizationalUnit[] = [
  { name: 'security', path: 'security', purpose: 'security', id: 'ou-ab12-security' },
  { name: 'workloads', path: 'workloads', purpose: 'workloads', id: 'ou-ab12-workload' },
  {
    name: 'production',
    path: 'workloads/production',
    parent: 'workloads',
    purpose: 'workloads',
    id: 'ou-ab12-producti',
  },
  { name: 'test', path: 'workloads/test', parent: 'workloads', purpose: 'workloads', id: 'ou-ab12-testtest' },
  { name: 'sandbox', path: 'sandbox', purpose: 'sandbox', id: 'ou-ab12-sandboxx' },
];

const boundary = {};

export const organization: Organization = {
  name: 'example',
  partition: 'aws',
  id: 'o-exampleorg',
  rootId: 'r-ab12',
  homeRegion: 'eu-west-1',
  governedRegions: ['eu-west-1'],
  units,
  accounts: [
    { name: 'management', email: 'm@example.com', role: 'management', boundary, tags: {}, id: '111111111111' },
    {
      name: 'security',
      email: 's@example.com',
      role: 'security',
      unit: 'security',
      boundary,
      tags: {},
      id: '222222222222',
    },
    {
      name: 'orders',
      email: 'o@example.com',
      role: 'member',
      unit: 'workloads/production',
      boundary,
      tags: {},
      id: '333333333333',
    },
    { name: 'play', email: 'p@example.com', role: 'member', unit: 'sandbox', boundary, tags: {}, id: '444444444444' },
  ],
  defaultMode: 'enforce',
  guardrails: {},
  exemptions: [],
  bastion: { cidrs: [], ports: [22] },
  alerts: { emails: [] },
  services: servicesOf(),
  administration: noAdministration,
  logs: defaultLogs,
  operations: defaultOperations,
  policyQuotas: {},
};

export const memberPurposes: readonly Purpose[] = ['security', 'workloads', 'sandbox'];

export function guardrail(id: string, parts: readonly ControlPart[], appliesTo = memberPurposes): Guardrail {
  return { id, title: id, severity: 'high', appliesTo, frameworks: {}, control: () => parts, drills: [] };
}

export function scp(sid: string, more: Partial<PolicyStatement> = {}): PolicyStatement {
  return { policy: 'SERVICE_CONTROL_POLICY', sid, actions: ['s3:PutBucketAcl'], ...more };
}

export function rcp(sid: string, more: Partial<PolicyStatement> = {}): PolicyStatement {
  return { policy: 'RESOURCE_CONTROL_POLICY', sid, actions: ['s3:GetObject'], ...more };
}

/** The organization with one guardrail's modes by unit. */
export function rolledOut(id: string, mode: Mode, byUnit: Readonly<Record<string, Mode>>): Organization {
  return { ...organization, guardrails: { [id]: { mode, units: byUnit } } };
}
