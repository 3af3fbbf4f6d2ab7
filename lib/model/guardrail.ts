import type { Condition, ControlPart } from './control';
import type { Exemption } from './exemption';
import type { Facts } from './facts';
import type { EventBridgeEvent, Finding, Resource } from './finding';
import type { JsonObject } from './json';
import type { AccountId, AccountRole, Mode, Organization, Purpose, Region } from './organization';
import type { Template } from './template';

export type Severity = 'low' | 'medium' | 'high' | 'critical';

/** Where a promise is asked for elsewhere: CIS AWS Foundations sections, NIST 800-53 r5 controls, FSBP ids, ATT&CK techniques. */
export interface Frameworks {
  readonly cis?: readonly string[];
  readonly nist80053?: readonly string[];
  readonly fsbp?: readonly string[];
  readonly attack?: readonly string[];
}

/** Rejects a CloudFormation template that would break the promise, before it is deployed. Pure. */
export type Check = (template: Template, facts: CheckFacts) => readonly TemplateProblem[];
/** A check runs on strangers' templates before any account exists, so it knows less. */
export type CheckFacts = Pick<Facts, 'bastion'>;

export interface TemplateProblem {
  readonly logicalId: string;
  /** Property path inside the resource: `Properties.SecurityGroupIngress.0`. */
  readonly path: string;
  /** What is wrong, what it is, what to do. */
  readonly message: string;
}

/** Statements and documents that prevent it. Pure; the same organization gives the same parts in the same order. */
export type Control = (organization: Organization) => readonly ControlPart[];

/** An event pattern as EventBridge takes it; at most 2,048 characters as JSON (quota, 2026-11). */
export type EventPattern = JsonObject;

export interface Monitor {
  /** Fast path. Each pattern alone decides that an event is worth a look. */
  readonly patterns: readonly EventPattern[];
  /**
   * Like `patterns`, for calls that only read (Get…, List…, Describe…). Their rules ask EventBridge for all management
   * events, so each pattern names few event names: every match is paid for.
   */
  readonly reads?: readonly EventPattern[];
  /**
   * Like `patterns`, in regions that nobody governs. Nothing should happen there, so these may be wide where `patterns`
   * must be narrow; in governed regions they match nothing.
   */
  readonly elsewhere?: readonly EventPattern[];
  /** Data events the organization trail has to record for the patterns to see anything; recorded events cost money. */
  readonly dataEvents?: readonly DataEvents[];
  /** AWS Config managed rules whose non-compliance is looked at like an event. */
  readonly configRules?: readonly ConfigRule[];
  /** What the event means for the promise. Pure: it finds the resource, the fix decides on freshly read state. */
  readonly finding: (event: EventBridgeEvent, facts: Facts) => Finding;
  /** Slow path, per account and region: every resource that may break the promise. CloudTrail to EventBridge is best effort. */
  readonly reconcile?: (session: Session, facts: Facts) => AsyncIterable<Resource>;
}

export interface DataEvents {
  /** As an advanced event selector's `resources.type` has it. */
  readonly resourceType: 'AWS::S3::Object' | 'AWS::Lambda::Function' | 'AWS::DynamoDB::Table';
  readonly eventNames: readonly string[];
}

/** An organization Config rule from the security account. */
export interface ConfigRule {
  /** AWS's identifier of the managed rule: `INCOMING_SSH_DISABLED`. */
  readonly identifier: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Asks whether that service is on, so only where it is to be. */
  readonly whileOn?: 'guardDuty' | 'securityHub';
  /** Resource types that trigger it; left out for rules that run by the clock. */
  readonly resourceTypes?: readonly string[];
}

/** A member account and region, seen through one role. */
export interface Session {
  readonly account: AccountId;
  readonly region: Region;
  /** The AWS SDK client of that class for this account and region; one per class. */
  client<Client>(sdkClient: new (...configuration: never) => Client): Client;
}

/** Whether an account is one of the organization's own, asked of the living organization. */
export type IsMember = (account: AccountId) => Promise<boolean>;

export interface Permission {
  readonly actions: readonly string[];
  /** ARNs, written with `arn:aws:`; what is deployed names its own partition. A `*` alone needs `because`. */
  readonly resources: readonly string[];
  readonly because?: string;
  /** Under which alone it holds. */
  readonly condition?: Condition;
  /**
   * These delete: each action, and the one of the same fix that gives back what is gone. `because` says why nothing is lost.
   * Nothing else may, and the conformance suite lists who does.
   */
  readonly deletes?: Readonly<Record<string, string>>;
}

export interface Plan<Change> {
  readonly kind: 'plan';
  readonly change: Change;
  readonly because: string;
  /** Why a person has to agree first. The change is kept; `breakwater approve` applies it if it is still right. */
  readonly approval?: string;
}
export interface Leave {
  readonly kind: 'leave';
  readonly because: string;
}
/** The promise is broken in a way that no fix may mend alone: a person hears of it, nothing is changed. */
export interface Ask {
  readonly kind: 'ask';
  readonly because: string;
}
export type Decision<Change> = Plan<Change> | Leave | Ask;

/** How far a fix is that goes on by itself. */
export type Progress =
  | { readonly kind: 'underway' | 'failed'; readonly because: string }
  /** `evidence` is JSON that the record keeps for good. */
  | { readonly kind: 'done'; readonly because: string; readonly evidence?: unknown };

/**
 * Repairs one resource. A fix is verified when, read again, `decide` leaves it alone: there is no second definition of right.
 * State is JSON, since it is kept as the before-image that `undo` gets back.
 */
export interface Fix<State, Change> {
  /** What the role in the member account may do, and nothing more; reading, applying and undoing included. */
  readonly permissions: readonly Permission[];
  /** Undefined when the resource is gone, which counts as success. */
  readonly read: (resource: Resource, session: Session, isMember: IsMember) => Promise<State | undefined>;
  /** Pure. */
  readonly decide: (state: State, facts: Facts) => Decision<Change>;
  /** Idempotent. */
  readonly apply: (change: Change, session: Session) => Promise<void>;
  /**
   * For what goes on after `apply` has begun it, and `decide` leaves alone meanwhile: asked every minute until it has ended,
   * and then read and decided on once more. Absent where all is done when `apply` returns.
   */
  readonly follow?: (change: Change, session: Session) => Promise<Progress>;
  /** Takes exactly that change back; what others did meanwhile stays. */
  readonly undo: (before: State, change: Change, session: Session) => Promise<void>;
  /** Asked only where an exemption goes by tag. */
  readonly tags?: (resource: Resource, session: Session) => Promise<Readonly<Record<string, string>>>;
}

/** What must follow from an incident. */
export type Expectation =
  /** Denied by one of the guardrail's own statements, and the attempt reported. */
  | 'prevented'
  /** Detected and repaired. */
  | 'fixed'
  /** Detected and recorded; nothing changed by us. */
  | 'reported'
  /** Detected, looked at and deliberately left alone. */
  | 'left'
  /** No finding, nothing changed by us. */
  | 'ignored';

/** The place a drill is played in: a session nobody records, plus what world building needs. */
export interface Stage extends Session {
  readonly facts: Facts;
  /** A name nobody else uses in this run: `unique('orders')` → `orders-3f9a1c`. */
  unique(name: string): string;
}

/** An event that no trail records; where and when it happened is the rehearsal's to say. */
export type ServiceEvent = Pick<EventBridgeEvent, 'source' | 'detail-type' | 'detail'> &
  Partial<Pick<EventBridgeEvent, 'resources'>>;

/** An incident, played for real against a local AWS, and the outcome that must follow. */
export interface Drill<World = unknown> {
  /** A sentence: `a developer opens SSH to the world`. Unique in its guardrail. */
  readonly name: string;
  /** A twin looks like the incident and must change nothing. */
  readonly kind: 'incident' | 'twin';
  /** Plays in the first account of that purpose, in the one with that role, or in the one of that name. */
  readonly where:
    | { readonly purpose: Purpose }
    | { readonly role: Exclude<AccountRole, 'member'> }
    | { readonly account: string };
  /** Another region than the home region. */
  readonly region?: Region;
  /** Role the incident's calls are made with: one of the platform when it starts with `/breakwater/`; `root` is the root user. @default 'Developer' */
  readonly as?: string;
  /** Plays under another mode than the organization has there. */
  readonly mode?: Mode;
  /** Plays under one exemption more. */
  readonly exemption?: (world: World) => Pick<Exemption, 'resource' | 'tag'>;
  /** How the loop hears of it: `event` from the incident's own calls, or `reconcile` because the event was lost. @default 'event' */
  readonly heardBy?: 'event' | 'reconcile';
  readonly world: (stage: Stage) => Promise<World>;
  /** Real SDK calls; each is decided by the synthesized policies and recorded as CloudTrail would. */
  readonly incident: (session: Session, world: World) => Promise<void>;
  /** What a service tells by itself because of the incident, beside the calls that are recorded: a GuardDuty finding, an S3 object event. */
  readonly events?: (world: World, place: Pick<Session, 'account' | 'region'>) => readonly ServiceEvent[];
  readonly expected: Expectation;
  /** Looks at what is there now; says what is wrong, or nothing. */
  readonly aftermath: (stage: Stage, world: World) => Promise<string | undefined>;
}

export interface GuardrailDefinition {
  /** The promise, as a sentence. */
  readonly title: string;
  readonly severity: Severity;
  readonly appliesTo: readonly Purpose[];
  readonly frameworks: Frameworks;
  readonly check?: Check;
  readonly control?: Control;
  readonly monitor?: Monitor;
  readonly fix?: AnyFix;
}

/** A definition, its id, which is the name of its folder, and what the folder's `drill.ts` exports as `drills`. */
export interface Guardrail extends GuardrailDefinition {
  readonly id: string;
  readonly drills: readonly AnyDrill[];
}

export function hasMonitor(guardrail: Guardrail): guardrail is Guardrail & { readonly monitor: Monitor } {
  return guardrail.monitor !== undefined;
}
export function hasFix(guardrail: Guardrail): guardrail is Guardrail & { readonly fix: AnyFix } {
  return guardrail.fix !== undefined;
}

// The types of a guardrail's state, change and world are its own business; outside the folder they are opaque.
declare const opaque: unique symbol;
export interface Opaque {
  readonly [opaque]: never;
}
export type AnyFix = Fix<Opaque, Opaque>;
export type AnyDrill = Drill<Opaque>;

export const defineGuardrail = (definition: GuardrailDefinition): GuardrailDefinition => definition;
export const defineCheck = (check: Check): Check => check;
export const defineControl = (control: Control): Control => control;
export const defineMonitor = (monitor: Monitor): Monitor => monitor;
export const defineFix = <State, Change>(fix: Fix<State, Change>): AnyFix => fix as unknown as AnyFix;
export const defineDrill = <World>(drill: Drill<World>): AnyDrill => drill as unknown as AnyDrill;
