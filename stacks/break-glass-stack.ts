import type { App } from 'aws-cdk-lib/core';
import { BreakGlassMachine } from '../lib/constructs/access/break-glass-machine';
import { BreakGlassPeople } from '../lib/constructs/access/break-glass-people';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import type { BreakGlass } from '../lib/model/access';
import type { Organization } from '../lib/model/organization';
import type { Hub } from './event-hub-stack';
import { place } from './place';

export interface BreakGlassStackProps {
  readonly organization: Organization;
  readonly breakGlass: BreakGlass;
  readonly hub: Hub;
}

/** Security account, home region: who may break the glass, and what opens and closes it. */
export class BreakGlassStack extends RememberingStack {
  constructor(scope: App, id: string, { organization, breakGlass, hub }: BreakGlassStackProps) {
    super(scope, id, place(organization, 'security'));
    new BreakGlassPeople(this, 'People', { organization, ...breakGlass });
    new BreakGlassMachine(this, 'Switch', { organization, ...hub, minutes: breakGlass.minutes });
  }
}
