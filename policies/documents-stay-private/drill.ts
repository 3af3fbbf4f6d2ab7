import {
  CreateDocumentCommand,
  DescribeDocumentPermissionCommand,
  ModifyDocumentPermissionCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { type Shared, sharingDrill } from '../../lib/drills/sharing-drill';
import { stranger } from '../../lib/drills/stranger';
import { unbound } from '../../lib/drills/unbound';
import type { Session, Stage } from '../../lib/model/guardrail';

const content = {
  schemaVersion: '2.2',
  description: 'Says hello',
  mainSteps: [{ action: 'aws:runShellScript', name: 'hello', inputs: { runCommand: ['echo hello'] } }],
};

const drill = sharingDrill({ world: sharedInside, share, sharedWith });

export const drills = [
  drill(['All'], { name: 'a document is made public', kind: 'incident', expected: 'prevented' }),
  drill([stranger], {
    ...unbound,
    name: 'a document goes to a stranger where no policy binds',
    kind: 'incident',
    expected: 'fixed',
  }),
  drill([stranger], {
    ...unbound,
    name: 'the event of a shared document is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
  }),
  drill([], {
    ...unbound,
    name: 'sharing with a stranger is undone',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, { id }) {
      const input = { Name: id, PermissionType: 'Share' as const, AccountIdsToRemove: [stranger] };
      await session.client(SSMClient).send(new ModifyDocumentPermissionCommand(input));
    },
  }),
  drill([], {
    ...unbound,
    name: 'one more account of the organization may use it',
    kind: 'twin',
    expected: 'left',
    incident: (session, { id, insider }) => share(session, id, [insider]),
  }),
  drill([stranger], {
    ...unbound,
    name: "a vendor's document is exempt",
    kind: 'twin',
    expected: 'left',
    exemption: ({ id }) => ({ resource: `arn:aws:ssm:*:*:document/${id}` }),
  }),
];

async function sharedInside(stage: Stage): Promise<Shared> {
  const id = stage.unique('say-hello');
  await stage
    .client(SSMClient)
    .send(new CreateDocumentCommand({ Name: id, DocumentType: 'Command', Content: JSON.stringify(content) }));
  const insider = stage.facts.securityAccount;
  await share(stage, id, [insider]);
  return { id, insider };
}

async function share(session: Session, Name: string, whom: readonly string[]): Promise<void> {
  const input = { Name, PermissionType: 'Share' as const, AccountIdsToAdd: [...whom] };
  await session.client(SSMClient).send(new ModifyDocumentPermissionCommand(input));
}

async function sharedWith(stage: Stage, Name: string): Promise<readonly string[]> {
  const { AccountIds = [] } = await stage
    .client(SSMClient)
    .send(new DescribeDocumentPermissionCommand({ Name, PermissionType: 'Share' }));
  return AccountIds;
}
