import type { Session } from '../../model/guardrail';
import type { AccountId, Region } from '../../model/organization';
import type { Call, Sleep } from '../calls/call';
import type { LivingOrganization } from '../living';
import type { Settings } from './settings';

export interface Place {
  readonly account: AccountId;
  readonly region: Region;
}

/** What is to be, and the organization it is to be in. */
export interface Scene {
  readonly settings: Settings;
  readonly living: LivingOrganization;
}

/** What calls are made with. */
export interface Hands {
  readonly call: Call;
  readonly sleep: Sleep;
  /** @throws Error when there is no way into that account. */
  readonly in: (place: Place) => Session;
}

/** One change to a living organization. */
export interface Step {
  /** `enable trusted access of guardduty.amazonaws.com` */
  readonly says: string;
  readonly place: Place;
  /** As IAM and CloudTrail call it. */
  readonly operation: string;
  readonly apply: (hands: Hands) => Promise<unknown>;
  /** What later steps and kinds can count on once it is done. */
  readonly gives?: string;
  readonly needs?: readonly string[];
  /** Codes with which AWS says that it has been done meanwhile. */
  readonly alreadySo?: readonly string[];
}

/** Something for a person: the reconciler neither changes it nor waits for it. */
export interface Note {
  readonly note: string;
  /** Whether something is wrong that somebody has to mend. */
  readonly wrong?: true;
  /** What there is not, so that whatever stands on it is left alone: the note has said why. */
  readonly without?: string;
}
export type Outcome = Step | Note;

/** Actions a kind calls, by whose they are. */
export interface Permissions {
  readonly management?: readonly string[];
  /** Through a role in the security account. */
  readonly security?: readonly string[];
  /** Through a role in the log archive account. */
  readonly logArchive?: readonly string[];
  /** Through a role in every account. */
  readonly everywhere?: readonly string[];
}

/** A sort of setting that no CloudFormation resource keeps: how it is read, told apart, changed and mended. */
export interface Definition<Item, Living> {
  readonly id: string;
  /** What of it is wanted, each read by itself; empty where nothing is. Pure. */
  readonly items: (scene: Scene) => readonly Item[];
  readonly place: (item: Item, scene: Scene) => Place;
  /** What earlier steps have to have given before it can even be read. */
  readonly needs?: (item: Item, scene: Scene) => readonly string[];
  readonly read: (item: Item, hands: Hands, scene: Scene) => Promise<Living>;
  /** What is there before anything has been done. */
  readonly nothing: Living;
  /** What makes the living equal to the wanted; nothing where it is. Pure. */
  readonly steps: (item: Item, living: Living, scene: Scene) => readonly Outcome[];
  /** Of what is wanted, and no more. */
  readonly permissions: (settings: Settings) => Permissions;
  /** What to do about a code, where it means something else here than elsewhere. */
  readonly remedies?: Readonly<Record<string, string>>;
}

/** Something to look at: one item of one kind. */
export interface Look {
  readonly place: Place;
  readonly needs: readonly string[];
  readonly outcomes: (hands: Hands) => Promise<readonly Outcome[]>;
  /** Without looking, as if nothing were there yet. */
  readonly fromNothing: () => readonly Outcome[];
}

export interface Kind {
  readonly id: string;
  readonly looks: (scene: Scene) => readonly Look[];
  readonly permissions: (settings: Settings) => Permissions;
  readonly remedies: Readonly<Record<string, string | undefined>>;
}

export function defineKind<Item, Living>(definition: Definition<Item, Living>): Kind {
  const { id, items, place, needs = () => [], read, nothing, steps, permissions, remedies = {} } = definition;
  return {
    id,
    permissions,
    remedies,
    looks: (scene) =>
      items(scene).map((item) => ({
        place: place(item, scene),
        needs: needs(item, scene),
        outcomes: async (hands) => steps(item, await read(item, hands, scene), scene),
        fromNothing: () => steps(item, nothing, scene),
      })),
  };
}

/** A step of one request. */
export function request({
  send,
  ...step
}: Omit<Step, 'apply'> & { readonly send: (session: Session) => Promise<unknown> }): Step {
  return { ...step, apply: (hands) => hands.call(step.operation, () => send(hands.in(step.place))) };
}

export function isNote(outcome: Outcome): outcome is Note {
  return 'note' in outcome;
}
