import type { PolicyType } from '../model/control';
import type { JsonObject } from '../model/json';
import type { Place, Tags, Thing } from './thing';

/** What a change speaks of. Without an id, an earlier change of the same plan makes it. */
export interface Subject<Name extends Thing = Thing> {
  readonly name: Name;
  readonly id?: string | undefined;
}
export type Unit = Subject<`unit ${string}`>;
export type Account = Subject<`account ${string}`>;
export type Policy = Subject<`policy ${string}`>;

/** One step from the living organization to the one in the templates. Nothing is ever deleted or closed. */
export type Change =
  | { readonly kind: 'create-organization' }
  | { readonly kind: 'enable-policy-type'; readonly type: PolicyType; readonly root: Subject<'root'> }
  | {
      readonly kind: 'create-unit';
      readonly unit: Unit;
      /** Its own name, the last part of its path. */
      readonly label: string;
      readonly parent: Subject<Place>;
      readonly tags: Tags;
    }
  | {
      readonly kind: 'create-account';
      readonly account: Account;
      readonly email: string;
      readonly roleName?: string | undefined;
      readonly tags: Tags;
    }
  /** AWS is creating it since an earlier run. */
  | { readonly kind: 'await-account'; readonly account: Account; readonly request: string }
  | {
      readonly kind: 'move-account';
      readonly account: Account;
      readonly from: Subject<Place>;
      readonly to: Subject<Place>;
    }
  | {
      readonly kind: 'create-policy';
      readonly policy: Policy;
      readonly type: PolicyType;
      readonly description: string;
      readonly content: JsonObject;
      readonly tags: Tags;
    }
  | {
      readonly kind: 'update-policy';
      readonly policy: Policy;
      readonly description: string;
      readonly content: JsonObject;
    }
  | {
      readonly kind: 'attach-policy';
      readonly policy: Policy;
      readonly target: Subject<Place>;
    }
  | {
      readonly kind: 'detach-policy';
      readonly policy: Policy;
      readonly target: Subject<Place>;
    }
  | { readonly kind: 'tag-resource'; readonly resource: Subject; readonly tags: Tags }
  /** No change: something that lives in AWS and is left as it is. */
  | { readonly kind: 'unmanaged'; readonly thing: Subject; readonly because: string };

export type Kind = Change['kind'];
export type Planned<Of extends Kind> = readonly Extract<Change, { readonly kind: Of }>[];

/** A change that will call AWS. */
export type Mutation = Exclude<Change, { readonly kind: 'unmanaged' }>;

export function isMutation(change: Change): change is Mutation {
  return change.kind !== 'unmanaged';
}
