import type { Facts, ResolvedExemption } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';
import type { AnyFix, Decision, Fix, Session } from '../../lib/model/guardrail';
import type { Mode } from '../../lib/model/organization';
import type { Alert } from '../../lib/remediation/alert';
import type { Incident, Loop } from '../../lib/remediation/loop';
import type { LedgerRecord } from '../../lib/remediation/outcome';

export const resource: Resource = {
  type: 'AWS::S3::Bucket',
  id: 'orders',
  arn: 'arn:aws:s3:::orders',
  account: '111122223333',
  region: 'eu-west-1',
};

export const facts: Facts = {
  organization: 'o-exampleorgid',
  partition: 'aws',
  homeRegion: 'eu-west-1',
  governedRegions: ['eu-west-1'],
  managementAccount: '999988887777',
  securityAccount: '222233334444',
  logArchiveAccount: '333344445555',
  bastion: { cidrs: ['10.0.0.0/28', '2001:db8::/64'], ports: [22] },
};

export const incident: Incident = {
  eventId: 'event-1',
  eventTime: '2026-11-21T10:00:00Z',
  resource,
  actor: { kind: 'person', name: 'alice' },
  attempted: false,
  finding: 'orders was opened',
  swept: false,
};

interface Switch {
  readonly open: boolean;
}

export interface World {
  /** Whether the resource breaks the promise; gone when undefined. */
  open: boolean | undefined;
  now: Date;
  fixesAreOff: boolean;
  budget: number;
  heldByAnother: boolean;
  suspendedUntil?: string;
  readonly records: Map<string, LedgerRecord>;
  /** States in the order they were written, for the write-ahead. */
  readonly written: string[];
  readonly alerts: Alert[];
  readonly fixes: number[];
  tags: Record<string, string>;
  applied: number;
}

export interface Settings {
  readonly mode?: Mode;
  readonly exemptions?: readonly ResolvedExemption[];
  readonly apply?: (world: World) => void;
  readonly decide?: (open: boolean) => Decision<Switch>;
  readonly fixed?: boolean;
}

/** A loop over a door that should be closed, with everything around it in memory. */
export function aLoop(settings: Settings = {}): { readonly loop: Loop; readonly world: World } {
  const world: World = {
    open: true,
    now: new Date('2026-11-21T10:01:00Z'),
    fixesAreOff: false,
    budget: 100,
    heldByAnother: false,
    records: new Map(),
    written: [],
    alerts: [],
    fixes: [],
    tags: {},
    applied: 0,
  };
  const session: Session = {
    account: resource.account,
    region: resource.region,
    client: () => {
      throw new Error('nobody calls AWS here');
    },
  };
  const loop: Loop = {
    id: 'doors-stay-closed',
    monitor: { patterns: [], finding: () => ({ kind: 'ignored', because: 'unused' }) },
    ...(settings.fixed !== false && { fix: doorFix(world, settings) }),
    configuration: {
      guardrail: 'doors-stay-closed',
      facts,
      modes: { 'ou-work-11111111': settings.mode ?? 'enforce' },
      exemptions: settings.exemptions ?? [],
    },
    ledger: {
      recordOf: async (id) => world.records.get(id),
      write: async (record) => {
        world.records.set(record.id, record);
        world.written.push(record.state);
      },
      fixesAreOff: async () => world.fixesAreOff,
      lock: async () =>
        world.heldByAnother
          ? undefined
          : {
              resource,
              owner: 'me',
              fence: 1,
              fixes: [...world.fixes],
              ...(world.suspendedUntil && { suspendedUntil: world.suspendedUntil }),
            },
      unlock: async (_guardrail, _lock, fixes) => {
        world.fixes.splice(0, world.fixes.length, ...fixes);
      },
      spend: async () => world.budget-- > 0,
    },
    sessions: { fix: () => ({ ...session, calls: () => 3 }) },
    directory: {
      lineage: async () => ['ou-work-11111111', 'r-exam'],
      accounts: async () => [resource.account],
      isMember: async (account) => account === resource.account,
    },
    alert: async (alert) => {
      world.alerts.push(alert);
    },
    now: () => world.now,
  };
  return { loop, world };
}

function doorFix(world: World, settings: Settings): AnyFix {
  const fix: Fix<Switch, Switch> = {
    permissions: [],
    read: async () => (world.open === undefined ? undefined : { open: world.open }),
    decide: ({ open }) =>
      settings.decide?.(open) ??
      (open
        ? { kind: 'plan', change: { open: false }, because: 'the door is open' }
        : { kind: 'leave', because: 'the door is closed' }),
    apply: async ({ open }) => {
      world.applied += 1;
      if (settings.apply) settings.apply(world);
      else world.open = open;
    },
    undo: async ({ open }) => {
      world.open = open;
    },
    tags: async () => world.tags,
  };
  return fix as unknown as AnyFix;
}
