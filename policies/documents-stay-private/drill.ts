import {
  CreateDocumentCommand,
  DescribeDocumentPermissionCommand,
  ModifyDocumentPermissionCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly document: string;
  /** Another account of the organization, which may use the document. */
  readonly sister: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

const stranger = '999900001111';
// No policy binds the management account, so that there the call goes through.
const unbound = { where: { purpose: 'management' } } as const;
const content = {
  schemaVersion: '2.2',
  description: 'Says hello',
  mainSteps: [{ action: 'aws:runShellScript', name: 'hello', inputs: { runCommand: ['echo hello'] } }],
};

/** A document that a sister account may use, and somebody who shares it further. */
function drill(accounts: readonly string[], part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: sharedInside,
    incident: (session, { document }) => share(session, document, accounts),
    aftermath: part.expected === 'fixed' ? onlyTheSister : stillTheSister,
    ...part,
  });
}

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
    async incident(session, { document }) {
      const input = { Name: document, PermissionType: 'Share' as const, AccountIdsToRemove: [stranger] };
      await session.client(SSMClient).send(new ModifyDocumentPermissionCommand(input));
    },
  }),
  drill([], {
    ...unbound,
    name: 'one more account of the organization may use it',
    kind: 'twin',
    expected: 'left',
    incident: (session, { document, sister }) => share(session, document, [sister]),
  }),
  drill([stranger], {
    ...unbound,
    name: "a vendor's document is exempt",
    kind: 'twin',
    expected: 'left',
    exemption: ({ document }) => ({ resource: `arn:aws:ssm:*:*:document/${document}` }),
  }),
];

async function sharedInside(stage: Stage): Promise<World> {
  const document = stage.unique('say-hello');
  await stage
    .client(SSMClient)
    .send(new CreateDocumentCommand({ Name: document, DocumentType: 'Command', Content: JSON.stringify(content) }));
  const sister = stage.facts.securityAccount;
  await share(stage, document, [sister]);
  return { document, sister };
}

async function share(session: Session, Name: string, accounts: readonly string[]): Promise<void> {
  const input = { Name, PermissionType: 'Share' as const, AccountIdsToAdd: [...accounts] };
  await session.client(SSMClient).send(new ModifyDocumentPermissionCommand(input));
}

async function sharedWith(stage: Stage, Name: string): Promise<readonly string[]> {
  const { AccountIds = [] } = await stage
    .client(SSMClient)
    .send(new DescribeDocumentPermissionCommand({ Name, PermissionType: 'Share' }));
  return AccountIds;
}

async function onlyTheSister(stage: Stage, { document, sister }: World): Promise<string | undefined> {
  const now = await sharedWith(stage, document);
  return now.join() === sister ? undefined : `${document} is shared with ${now.join(', ') || 'nobody'}`;
}

async function stillTheSister(stage: Stage, { document, sister }: World): Promise<string | undefined> {
  const now = await sharedWith(stage, document);
  return now.includes(sister) ? undefined : `${document} is no longer shared with ${sister}`;
}
