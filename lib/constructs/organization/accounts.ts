import { createHash } from 'node:crypto';
import { CfnAccount } from 'aws-cdk-lib/aws-organizations';
import type { Stack } from 'aws-cdk-lib/core';
import type { Account } from '../../model/organization';
import { logicalId } from '../logical-id';
import { retain } from '../retain';
import type { UnitIds } from './organizational-units';

// Organizations creates five accounts at a time (2026-11); one is left for people.
const lanes = 4;

/**
 * Accounts, each waiting for the one before it in its lane. The lane comes from the name, so that a new
 * account changes the order of one other at most. Deleting one would close the account: they are retained.
 */
export function addAccounts(stack: Stack, accounts: readonly Account[], unitIds: UnitIds): void {
  const last: (CfnAccount | undefined)[] = [];
  for (const { unit, tags, formerly, ...now } of accounts) {
    const { name, email } = { ...now, ...formerly };
    const account = new CfnAccount(stack, logicalId('Account', name), {
      accountName: name,
      email,
      parentIds: unit === undefined ? undefined : [String(unitIds[unit])],
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    });
    retain(account);
    const lane = laneOf(name);
    const before = last[lane];
    if (before) account.addResourceDependency(before);
    last[lane] = account;
  }
}

function laneOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0) % lanes;
}
