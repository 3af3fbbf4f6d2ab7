import type { App, Stack } from 'aws-cdk-lib/core';
import { usesIdentityCenter } from '../lib/model/access';
import { assignmentShards } from '../lib/model/assignments';
import { withBreakGlass } from '../lib/model/break-glass-access';
import type { Organization } from '../lib/model/organization';
import { AccessStack } from './access-stack';
import { BreakGlassStack } from './break-glass-stack';
import type { EventHubStack } from './event-hub-stack';
import type { MakeStack } from './landing-zone';
import { stackNames } from './stack-names';

export interface AddAccessProps {
  readonly app: App;
  readonly organization: Organization;
  readonly stack: MakeStack;
  readonly hub: EventHubStack | undefined;
  /** What brings the boundary that permission sets refer to. */
  readonly boundaries: readonly (Stack | undefined)[];
}

/** The stacks of people: break-glass access, permission sets, assignments. */
export function addAccess({ app, organization, stack, hub, boundaries }: AddAccessProps): void {
  const { access } = organization;
  if (!access) return;
  const { breakGlass } = access;
  if (breakGlass && hub) {
    stack(
      stackNames.breakGlass,
      [hub],
      (name) => new BreakGlassStack(app, name, { organization, breakGlass, hub: hub.hub }),
    );
  }
  if (!usesIdentityCenter(access)) return;
  const whole = withBreakGlass(organization, access);
  let first: AccessStack | undefined;
  let after = boundaries;
  for (const [shard, assignments] of assignmentShards(organization, whole).entries()) {
    const made = stack(stackNames.access(shard), after, (name) => {
      return new AccessStack(app, name, {
        organization,
        access: whole,
        assignments,
        ...(first && { sets: first.sets }),
      });
    });
    first ??= made;
    // One after the other: an assignment that moves is deleted in an earlier stack before a later one makes it again.
    after = [made];
  }
}
