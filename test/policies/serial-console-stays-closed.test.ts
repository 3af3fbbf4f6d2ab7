import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/serial-console-stays-closed';
import { fix } from '../../policies/serial-console-stays-closed/fix';
import { monitor } from '../../policies/serial-console-stays-closed/monitor';
import { facts } from '../remediation/a-loop';
import { aSession } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const account = '111122223333';
const arn = `arn:aws:ec2:eu-west-1:${account}:serial-console-access`;
const resource = { type: 'AWS::EC2::SerialConsoleAccess', id: account, arn, account, region: 'eu-west-1' };
const key: JsonObject = { instanceId: 'i-1', serialPort: 0, sSHPublicKey: 'ssh-ed25519 AAAA' };

interface Case {
  readonly eventName: string;
  readonly request?: JsonObject;
  readonly errorCode?: string;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly because: RegExp;
}
const cases: readonly Case[] = [
  { eventName: 'EnableSerialConsoleAccess', kind: 'finding', because: /every instance/ },
  {
    eventName: 'EnableSerialConsoleAccess',
    errorCode: 'Client.UnauthorizedOperation',
    kind: 'attempted',
    because: /every instance/,
  },
  { eventName: 'EnableSerialConsoleAccess', errorCode: 'Client.DryRunOperation', kind: 'ignored', because: /DryRun/ },
  { eventName: 'SendSerialConsoleSSHPublicKey', request: key, kind: 'finding', because: /console of i-1/ },
  { eventName: 'SendSerialConsoleSSHPublicKey', errorCode: 'AccessDenied', kind: 'attempted', because: /an instance/ },
  {
    eventName: 'SendSerialConsoleSSHPublicKey',
    request: key,
    errorCode: 'SerialConsoleAccessDisabledException',
    kind: 'ignored',
    because: /failed/,
  },
  { eventName: 'SendSSHPublicKey', request: key, kind: 'ignored', because: /no serial console/ },
];

test.each(cases)('$eventName $errorCode: $kind', ({ eventName, request = {}, errorCode, kind, because }) => {
  const detail = { requestParameters: request, ...(errorCode && { errorCode }) };
  const eventSource = eventName.startsWith('Send') ? 'ec2-instance-connect.amazonaws.com' : 'ec2.amazonaws.com';
  const event = anApiCall({ eventSource, awsRegion: 'eu-west-1', eventName, ...detail });
  const finding = judged(monitor, event);
  expect(finding).toMatchObject({ kind, because: expect.stringMatching(because) });
  if (finding.kind !== 'ignored') expect(finding.resources).toEqual([resource]);
});

test.each([
  {
    answer: { SerialConsoleAccessEnabled: true, ManagedBy: 'account' },
    state: { open: true, declared: false },
    kind: 'plan',
  },
  {
    answer: { SerialConsoleAccessEnabled: true, ManagedBy: 'declarative-policy' },
    state: { open: true, declared: true },
    kind: 'ask',
  },
  { answer: { SerialConsoleAccessEnabled: false }, state: { open: false, declared: false }, kind: 'leave' },
  { answer: {}, state: { open: false, declared: false }, kind: 'leave' },
])('$answer: $kind', async ({ answer, state, kind }) => {
  const read = await fix.read(
    resource,
    aSession(() => answer),
    async () => true,
  );
  expect(read).toEqual(state);
  expect(fix.decide(read as never, facts).kind).toBe(kind);
});

test('it is closed, and opened again by undo', async () => {
  const session = aSession(() => ({}));
  await fix.apply('close' as never, session);
  await fix.undo({} as never, 'close' as never, session);
  expect(session.sent.map(({ name }) => name)).toEqual(['DisableSerialConsoleAccess', 'EnableSerialConsoleAccess']);
});

test.each([true, false])('the hourly look, where open is %s', async (open) => {
  const session = aSession(() => ({ SerialConsoleAccessEnabled: open }));
  expect((await lookedAt(monitor, session)).map((found) => found.arn)).toEqual(open ? [arn] : []);
});

test.each([
  { action: 'ec2:EnableSerialConsoleAccess', is: 'DenySerialConsole' },
  { action: 'ec2-instance-connect:SendSerialConsoleSSHPublicKey', is: 'DenySerialConsole' },
  { action: 'ec2-instance-connect:SendSSHPublicKey', is: 'allowed' },
  { action: 'ec2:DisableSerialConsoleAccess', is: 'allowed' },
])('$action: $is', ({ is, ...request }) => {
  expect(decided(guardrail, request)).toBe(is);
});

test('its statements are small', () => expect(characters(guardrail)).toBeLessThan(1_200));
