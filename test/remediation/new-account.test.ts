import { scatter } from '../../lib/remediation/sweep';
import { loadGuardrails } from '../../policies';
import { aSession, awsError, type SentCommand } from '../policies/a-session';
import { facts } from './a-loop';

/** What AWS answers about an account that nobody has set anything in. */
function freshAccount({ name }: SentCommand): unknown {
  switch (name) {
    case 'GetPublicAccessBlock':
      return awsError('NoSuchPublicAccessBlockConfiguration');
    case 'GetAccountPasswordPolicy':
      return awsError('NoSuchEntityException');
    case 'GetEbsEncryptionByDefault':
      return { EbsEncryptionByDefault: false };
    case 'GetInstanceMetadataDefaults':
      return { AccountLevel: {} };
    case 'GetSnapshotBlockPublicAccessState':
      return { State: 'unblocked' };
    case 'GetImageBlockPublicAccessState':
      return { ImageBlockPublicAccessState: 'unblocked' };
    case 'GetSerialConsoleAccessStatus':
      return { SerialConsoleAccessEnabled: true };
    case 'DescribeInstances':
      return { Reservations: [] };
    default:
      throw new Error(`${name}: a new account was not asked this before; say what AWS answers`);
  }
}

const guardrails = new Map(loadGuardrails().map((guardrail) => [guardrail.id, guardrail]));

it('is looked at in every governed region, whoever made it, within the hour', async () => {
  const asked: unknown[] = [];
  const loop = {
    configuration: { facts: { ...facts, governedRegions: ['eu-west-1', 'us-east-1'] } },
    directory: { accounts: async () => ['111122223333', '444455556666'] },
    enqueue: async (requests: readonly { readonly account: string; readonly region: string }[]) => {
      asked.push(...requests.map(({ account, region }) => `${account} ${region}`));
    },
  };
  await scatter(loop as never, { id: '1', time: '2026-11-21T10:00:00Z' } as never);
  expect(asked).toEqual(expect.arrayContaining(['444455556666 eu-west-1', '444455556666 us-east-1']));
});

it.each([
  ['encryption-stays-default', 'EnableEbsEncryptionByDefault', 1],
  ['account-public-access-stays-blocked', 'PutPublicAccessBlock', 1],
  ['metadata-stays-v2', 'ModifyInstanceMetadataDefaults', 1],
  ['public-sharing-stays-blocked', 'EnableSnapshotBlockPublicAccess', 2],
  ['passwords-stay-strong', 'UpdateAccountPasswordPolicy', 1],
  ['serial-console-stays-closed', 'DisableSerialConsoleAccess', 1],
])('gets its settings: %s finds and sets what AWS leaves open', async (id, call, count) => {
  const { monitor, fix } = guardrails.get(id) ?? {};
  if (!monitor?.reconcile || !fix) throw new Error(`${id} looks at nothing or mends nothing`);
  const session = aSession((sent) => (/^(Get|Describe)/.test(sent.name) ? freshAccount(sent) : {}));
  let mended = 0;
  for await (const resource of monitor.reconcile(session, facts)) {
    const state = await fix.read(resource, session, async () => true);
    const decision = state && fix.decide(state, facts);
    if (decision?.kind !== 'plan') continue;
    await fix.apply(decision.change, session);
    mended++;
  }
  expect(mended).toBe(count);
  expect(session.sent.map(({ name }) => name)).toContain(call);
});
