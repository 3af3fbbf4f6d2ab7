import type { AccountId, Partition, Region } from '../../model/organization';

/** A session of a role: who makes the calls that are recorded. */
export interface AssumedRole {
  readonly account: AccountId;
  readonly partition: Partition;
  /** Starts and ends with `/`. */
  readonly path: string;
  readonly name: string;
  readonly sessionName: string;
  /** `AROA…` */
  readonly roleId: string;
  readonly accessKeyId: string;
}

/** `Developer` → path `/`; `/breakwater/breakwater-forwarder` → path `/breakwater/`. */
export function roleOf(nameWithPath: string): Pick<AssumedRole, 'path' | 'name'> {
  const [, path, name] = /^(\/(?:.+\/)?)?([^/]+)$/.exec(nameWithPath) ?? [];
  if (!name) throw new Error(`role '${nameWithPath}' is no name; write 'Developer' or '/breakwater/name'`);
  return { path: path ?? '/', name };
}

export function roleArnOf({ partition, account, path, name }: AssumedRole): string {
  return `arn:${partition}:iam::${account}:role${path}${name}`;
}

/** The ARN of a session never has the role's path. */
export function sessionArnOf({ partition, account, name, sessionName }: AssumedRole): string {
  return `arn:${partition}:sts::${account}:assumed-role/${name}/${sessionName}`;
}

export function partitionOf(region: Region): Partition {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
