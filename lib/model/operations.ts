/** A number of machines, or a share of them: `5`, `10%`. */
export type Share = `${number}` | `${number}%`;

/** When Systems Manager may install patches, on the machines whose tag says so. */
export interface PatchWindow {
  /** `cron(…)` or `rate(…)`, as maintenance windows take it. */
  readonly schedule: string;
  /** IANA name of the time zone that the schedule is meant in. */
  readonly timezone: string;
  /** How long it is open; in its last hour nothing begins. */
  readonly hours: number;
}

export interface Patching {
  /** Daily: every machine tells what it lacks. Changes nothing. */
  readonly scan: 'daily' | 'off';
  /** By the name of the window, which is the value of the tag. */
  readonly windows: Readonly<Record<string, PatchWindow>>;
  /** How many machines are worked on at a time. */
  readonly concurrency: Share;
  /** After how many failures no further machine is begun. */
  readonly errors: Share;
  readonly reboot: 'ifNeeded' | 'never';
}

/** What Systems Manager does on machines, in every account and governed region. */
export interface Operations {
  /** Whether it manages instances that bring no instance profile along. */
  readonly hostManagement: boolean;
  readonly patching: Patching;
  /** Undefined where nobody hears who becomes root on a machine. */
  readonly rootLogins?: { readonly keepDays: number };
}

/** What an organization that says nothing gets. Scanning is for everybody; installing may reboot, so that each machine's tag says when. */
export const defaultOperations: Operations = {
  hostManagement: true,
  patching: { scan: 'daily', windows: {}, concurrency: '10%', errors: '5%', reboot: 'ifNeeded' },
};

/** On a machine: the name of its window. */
export const patchWindowTag = 'PatchWindow';
/** What that window is called in Systems Manager. */
export const windowName = (name: string): string => `breakwater-${name}`;
/** On windows of ours: controls keep them as they are. CloudFormation cannot tag associations everywhere yet (2026-11). */
export const operationsTag = 'breakwater:operations';
/** What scans and installs. */
export const patchDocument = 'AWS-RunPatchBaseline';

/** Whether anything of it is to be deployed. */
export function hasOperations({ hostManagement, patching, rootLogins }: Operations): boolean {
  const patches = patching.scan === 'daily' || Object.keys(patching.windows).length > 0;
  return hostManagement || patches || rootLogins !== undefined;
}
