import type { Facts, ResolvedExemption } from '../../lib/model/facts';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import type { AnyFix, Decision, Fix, Monitor, Progress, Session } from '../../lib/model/guardrail';
import type { Mode } from '../../lib/model/organization';
import type { Alert } from '../../lib/remediation/alert';
import { Ledger } from '../../lib/remediation/ledger';
import type { Incident, Loop } from '../../lib/remediation/loop';
import { OpenFindings } from '../../lib/remediation/open-findings';
import type { LedgerRecord } from '../../lib/remediation/outcome';
import { Table } from './a-table';

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

export const anEvent = (changes: Partial<EventBridgeEvent> = {}): EventBridgeEvent => ({
  version: '0',
  id: 'event-1',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.s3',
  account: resource.account,
  time: '2026-11-21T10:00:00Z',
  region: 'eu-west-1',
  resources: [],
  detail: {},
  ...changes,
});

interface Switch {
  readonly open: boolean;
}

export interface World {
  /** Whether the resource breaks the promise; gone when undefined. */
  open: boolean | undefined;
  now: Date;
  readonly table: Table;
  readonly alerts: Alert[];
  readonly published: LedgerRecord[];
  readonly sent: object[];
  readonly followed: string[];
  /** Accounts whose place was forgotten. */
  readonly forgotten: string[];
  tags: Record<string, string>;
  applied: number;
  /** Breaks the alerts when set. */
  alertError?: Error;
  records(): readonly LedgerRecord[];
}

export interface Settings {
  readonly mode?: Mode;
  readonly exemptions?: readonly ResolvedExemption[];
  readonly apply?: (world: World) => void;
  readonly decide?: (open: boolean) => Decision<Switch>;
  readonly fixed?: boolean;
  readonly follow?: () => Promise<Progress>;
  readonly lineage?: (account: string, since?: number) => Promise<readonly string[]>;
  /** The guardrail reads no tags. */
  readonly tagless?: boolean;
  readonly tags?: () => Promise<Record<string, string>>;
  readonly monitor?: Partial<Monitor>;
}

/** A loop over a door that should be closed, with everything around it in memory and the ledger itself. */
export function aLoop(settings: Settings = {}): { readonly loop: Loop; readonly world: World } {
  const table = new Table();
  const world: World = {
    open: true,
    now: new Date('2026-11-21T10:01:00Z'),
    table,
    alerts: [],
    published: [],
    sent: [],
    followed: [],
    forgotten: [],
    tags: {},
    applied: 0,
    records: () => [...table.items.values()].filter(({ sk }) => sk === 'record') as unknown as LedgerRecord[],
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
    monitor: { patterns: [], finding: () => ({ kind: 'ignored', because: 'unused' }), ...settings.monitor },
    ...(settings.fixed !== false && { fix: doorFix(world, settings) }),
    configuration: {
      guardrail: 'doors-stay-closed',
      facts,
      modes: { 'ou-work-11111111': settings.mode ?? 'enforce' },
      exemptions: settings.exemptions ?? [],
    },
    ledger: new Ledger(table as never, 'ledger', () => world.now.getTime()),
    findings: new OpenFindings(table as never, 'ledger', () => world.now.getTime()),
    sessions: { fix: () => ({ ...session, calls: () => 3 }) },
    directory: {
      lineage: settings.lineage ?? (async () => ['ou-work-11111111', 'r-exam']),
      accounts: async () => [resource.account],
      isMember: async () => true,
      forget: async (account) => {
        world.forgotten.push(account);
      },
    },
    alert: async (alert) => {
      if (world.alertError) throw world.alertError;
      world.alerts.push(alert);
    },
    publish: async (record) => {
      world.published.push(record);
    },
    enqueue: async (messages) => {
      world.sent.push(...messages);
    },
    startFollowing: async (fix) => {
      world.followed.push(fix);
    },
    now: () => world.now,
    pause: async (milliseconds) => {
      world.now = new Date(world.now.getTime() + milliseconds);
    },
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
    ...(settings.follow && { follow: settings.follow }),
    ...(settings.tagless !== true && { tags: settings.tags ?? (async () => world.tags) }),
  };
  return fix as unknown as AnyFix;
}
